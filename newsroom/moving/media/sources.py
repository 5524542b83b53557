"""Where the pictures and files of an old site may come from."""

from typing import IO, Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

from articles import decoding, filekinds
from newsroom.moving.reading.records import Attachment

A_MEGABYTE = 1024**2
LARGEST_FILE = 256 * A_MEGABYTE  # that is no picture


class Missing(Exception):
    """A picture or file does not come along; says why, for the report."""


class Absent(Missing):
    """The place is there and has no such file; it may have another size of it."""


class Source(Protocol):
    """A place that has the files of the old site; several threads ask it at once."""

    def open(self, attachment: Attachment) -> IO[bytes]:
        """Return a whole file, to be closed by who asked, or raise `Missing`."""

    def check(self, attachment: Attachment) -> None:
        """Raise `Missing` for what is certain not to come, without taking anything."""


def most(head: bytes, url: str) -> int:
    """Return how many bytes a file may have that begins like this, or raise `Missing` for what we do not keep."""
    if decoding.ending(head):
        return settings.LARGEST_UPLOAD
    if filekinds.may_be(head, name_of(url)):
        return LARGEST_FILE
    raise Missing("it is no picture of a kind that we show, and no file of a kind that we keep")


def name_of(url: str) -> str:
    """Return the name of a file from its address."""
    try:
        return unquote(urlsplit(url).path).rpartition("/")[2]
    except ValueError:
        return ""


def too_large(most: int) -> Missing:
    """Return what is said of a file that has more bytes."""
    return Missing(f"it is larger than {most // A_MEGABYTE} MB")
