"""Where the pictures and files of an old site may come from."""

from typing import IO, Protocol

from django.conf import settings

from articles import decoding
from newsroom.moving.reading.records import Attachment

A_MEGABYTE = 1024**2


class Missing(Exception):
    """A picture or file does not come along; says why, for the report."""


class Source(Protocol):
    """A place that has the files of the old site; several threads ask it at once."""

    def open(self, attachment: Attachment) -> IO[bytes]:
        """Return a whole file, to be closed by who asked, or raise `Missing`."""

    def check(self, attachment: Attachment) -> None:
        """Raise `Missing` for what is certain not to come, without taking anything."""


def most(head: bytes) -> int:
    """Return how many bytes a file may have that begins like this."""
    if not decoding.ending(head):
        raise Missing("it is no picture of a kind that we show, and no file of a kind that we keep")
    return settings.LARGEST_UPLOAD


def too_large(most: int) -> Missing:
    """Return what is said of a file that has more bytes."""
    return Missing(f"it is larger than {most // A_MEGABYTE} MB")
