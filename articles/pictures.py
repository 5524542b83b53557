"""Taking in pictures, and changing and deleting them with all that hangs on them."""

from functools import partial

from django.db import transaction

from articles import avif, renditions
from articles.models import Picture
from newsroom.press import pages


def receive(file, *, alt, caption="", credit="", focal=(50, 50)) -> Picture:
    """Keep an upload privately, make its renditions and return the saved picture.

    `file` is a Django file; `focal` is percent from the left and the top. What is no picture of an
    allowed format, or holds too many pixels, is refused with a `ValidationError`.
    """
    picture = Picture(alt=alt, caption=caption, credit=credit)
    picture.focal_x, picture.focal_y = focal
    picture.original = file
    renditions.render(picture)
    return save(picture)


@transaction.atomic
def save(picture: Picture) -> Picture:
    """Save the row of a picture; the files that it had and has no longer are deleted with the commit."""
    before = Picture.objects.filter(pk=picture.pk).first()
    picture.save()
    if before:
        transaction.on_commit(partial(renditions.delete_unused, before))
    avif.order(picture)
    pages.move()
    return picture


@transaction.atomic
def delete(picture: Picture) -> None:
    """Delete a picture; its upload and what readers were shown of it are deleted with the commit."""
    before = Picture.objects.get(pk=picture.pk)
    picture.delete()
    transaction.on_commit(partial(renditions.delete_unused, before))
    pages.move()
