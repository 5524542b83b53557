"""Taking in pictures, and changing and deleting them with all that hangs on them."""

import io
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from articles import avif, decoding, renditions
from articles.models import Picture
from newsroom.press import pages, storage, turns

MOVED = f"{renditions.FOLDER}moved"  # in the storage; uploads that came from elsewhere


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


def prepare(data: bytes, *, alt="", caption="", credit="", focal=(50, 50)) -> Picture:
    """Keep what came from elsewhere and make its renditions; return the picture, whose row is not saved.

    All its files are named after their content: prepared again, after a kill, there is one of each. Touches no
    table, so several may be prepared at once. Refuses what `receive` refuses, and leaves nothing of it.
    """
    picture = Picture(alt=alt, caption=caption, credit=credit)
    picture.focal_x, picture.focal_y = focal
    picture.original = ContentFile(data, name="picture")
    renditions.render(picture)
    ending = decoding.ending(data)
    picture.original = storage.keep(storages["originals"], MOVED, io.BytesIO(data), ending)
    return picture


@transaction.atomic
def save(picture: Picture) -> Picture:
    """Save the row of a picture; the files that it had and has no longer are deleted with the commit.

    Files that went meanwhile with the row of the same photograph are made again, unless the upload itself is `Gone`.
    """
    turns.take(renditions.TURN)
    before = Picture.objects.filter(pk=picture.pk).first()
    if not before and picture.original._committed and not _has_upload(picture):
        raise storage.Gone
    if (not before or before.stem != picture.stem) and not renditions.are_there(picture):
        renditions.render(picture)
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


def _has_upload(picture):
    return storages["originals"].exists(str(picture.original))
