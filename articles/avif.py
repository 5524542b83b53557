"""Pictures as AVIF beside WebP: made by the worker, since they take long, and kept where they are smaller."""

import datetime

from django.core.files.storage import storages
from django.db import transaction
from django_tasks import task

from articles import printing, renditions
from articles.decoding import decode
from articles.models import Picture
from newsroom.press import pages

MOST_PRINTED = (
    50  # stories that a picture leads; the pages of others are drawn when somebody asks for them
)


def order(picture: Picture, at: datetime.datetime | None = None) -> None:
    """Let the worker press a picture anew, now or later, in the caller's transaction; nothing for one that is done."""
    if picture.stem and picture.avif is None and not picture.is_over:
        press.using(run_after=at).enqueue(picture.pk)


@task(priority=-10)
def press(pk: int) -> None:
    """Write the renditions of a picture as AVIF and let pages say so; doing it again changes nothing."""
    picture = Picture.objects.visible().filter(pk=pk, avif=None).exclude(stem="").first()
    if picture is None:
        return
    try:
        image = decode(renditions.read(picture.original))
    except FileNotFoundError:  # the picture went a moment ago
        return
    files = {name: renditions.pressed(cut, "AVIF") for name, cut in renditions.cuts(picture, image)}
    is_smaller = sum(map(len, files.values())) < sum(map(_weight, files))
    if is_smaller:
        for name, data in files.items():
            renditions.write(f"{name}.avif", data)
    _announce(picture, is_smaller)


def _weight(name):
    return storages["renditions"].size(f"{name}.webp")


@transaction.atomic
def _announce(picture, is_smaller):
    """Let pages name the files, unless the picture went or became another meanwhile: then they go again."""
    same = Picture.objects.visible().filter(pk=picture.pk, stem=picture.stem)
    if same.update(avif=is_smaller):
        for story in picture.leads.ready().newest_first()[:MOST_PRINTED]:
            printing.print_story(story.pk)
        pages.move()
        return
    transaction.on_commit(lambda: renditions.delete_unused(picture))
