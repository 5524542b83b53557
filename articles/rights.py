"""Pictures that we may show until a certain moment, and no longer."""

import math
from functools import partial

from django.db import transaction
from django.utils import timezone

from articles import renditions
from articles.models import Picture
from newsroom.press import pages


def withdraw_over() -> None:
    """Delete what readers were shown of the pictures whose rights are over; their uploads stay at the desk."""
    for picture in Picture.objects.over().exclude(stem=""):
        _withdraw(picture)


@transaction.atomic
def _withdraw(picture):
    # As it was read: an editor may have been given it for longer a moment ago.
    same = Picture.objects.over().filter(pk=picture.pk, stem=picture.stem)
    if same.update(stem="", widths=[], whole=[], avif=None):
        transaction.on_commit(partial(renditions.delete_unused, picture))
        pages.move()


def seconds_left(path: str) -> float:
    """Return for how long we may send a file: for ever where nothing ends, 0 for a picture that is over or gone.

    `path` is the name of the file in its storage. The same photograph may have been uploaded twice: it may be
    sent for as long as one of the two may. A file that no picture names was left behind by a process that died.
    """
    if not path.startswith(renditions.FOLDER):
        return math.inf
    ends = list(_ends(path.rpartition("-")[0]))
    if None in ends:
        return math.inf
    return max(0, (max(ends) - timezone.now()).total_seconds()) if ends else 0


def _ends(stem):
    return Picture.objects.filter(stem=stem).values_list("rights_until", flat=True)
