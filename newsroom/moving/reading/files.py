"""Open the files of an export, packed or not, and read their records."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from newsroom.moving.reading import characters, markup, wxr
from newsroom.moving.reading.mended import Mended
from newsroom.moving.reading.records import NotAnExport, Record

CHUNK = 1 << 18  # bytes
# Text packs ten to one, repetitive text fifty to one; what promises more wants our time, not our readers.
LARGEST_UNPACKED = 16 << 30  # bytes
LARGEST_RATIO = 200
RATIO_FROM = 16 << 20  # bytes
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"


def read(path: Path | str, log: Mended | None = None) -> Iterator[Record]:
    """Yield the site and then its records in the order of the file, or raise `NotAnExport`.

    At most one record is in memory at a time, whatever the size of the file. What had to be mended is noted in
    `log`.
    """
    log = log or Mended()
    with open(path, "rb") as file:
        text = markup.mend(characters.decode(_pieces(file), log), log)
        yield from wxr.records(text, log)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    mark = file.read(4)
    file.seek(0)
    if mark == ZIP:
        raise NotAnExport.because(1, _("begins a zip archive: unpack it, then bring its files"))
    if mark.startswith(GZIP):
        yield from _unpacked(file)
        return
    while piece := file.read(CHUNK):
        yield piece


def _unpacked(file: BinaryIO) -> Iterator[bytes]:
    size, line = 0, 1
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            while piece := unpacked.read(CHUNK):
                size, line = size + len(piece), line + piece.count(b"\n")
                if size > LARGEST_UNPACKED or size > max(RATIO_FROM, LARGEST_RATIO * file.tell()):
                    raise NotAnExport.because(line, _("is packed tighter than any writing"))
                yield piece
    except (EOFError, OSError, zlib.error):
        raise NotAnExport.because(line, _("is where its packing is damaged")) from None
