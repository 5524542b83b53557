"""What a log says that was not read yet, wherever it was moved meanwhile.

A place is found again by the file it lies in and by what stands before it, so it survives that a log is renamed,
copied and emptied, or packed away, as `logrotate` does with them.
"""

import gzip
import hashlib
import os
import re
import stat
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MOST = 1_000_000  # bytes at once
BEFORE = 200  # bytes that tell a place
QUIET = 15  # seconds after which nobody writes any more into a log that was moved
_MOVED = re.compile(r"(?:\.\d+|-\d{8,14}(?:-\d+)?)(?:\.gz)?")


class Place(NamedTuple):
    """Where reading goes on: in which file, after how many bytes, and a digest of the last of them."""

    file: str
    offset: int
    tail: str


def read_on(path: Path, place: Place | None, most: int = MOST) -> tuple[list[bytes], Place | None]:
    """Return the next whole lines after a place and the place after them; the same place where there are none.

    Raises OSError where the log is not there or may not be read.
    """
    for file, here in _following(path, place):
        lines, after = _whole_lines(file, here, most)
        if after:
            return lines, after
    return [], place


def make_room(path: Path, place: Place | None, largest: int) -> None:
    """Move a log of our own out of the way once it is long and read to its end; what is written late is found."""
    about = path.stat()
    if about.st_size > largest and place and place[:2] == (_identity(about), about.st_size):
        path.replace(path.with_name(f"{path.name}.1"))


def _following(path, place) -> Iterator[tuple[Path, Place]]:
    """Yield where the next lines may stand, the oldest first."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("This is no file.")
    logs = _logs(path)
    here = place and _find(logs, place)
    if not here:
        yield path, START
        return
    yield here, place
    if here == path or _is_quiet(here):
        yield from ((log, START) for log in logs[logs.index(here) + 1 :])


def _logs(path):
    """Return the log and what it was before it was moved, the oldest first."""
    moved = [
        file
        for file in path.parent.iterdir()
        if file.name.startswith(path.name) and _MOVED.fullmatch(file.name[len(path.name) :])
    ]
    return [*sorted(moved, key=lambda file: file.stat().st_mtime_ns), path]


def _find(logs, place):
    """Return the file in which a place lies: the same that it was, else a copy; the newest of several."""
    same = [log for log in logs if _identity(log.stat()) == place.file]
    return next((log for log in [*same, *reversed(logs)] if _lies_in(log, place)), None)


def _lies_in(log, place):
    try:
        return _read(log, place, 0)[0] is not None
    except PermissionError:
        return False


def _whole_lines(file, place, most):
    """Return the lines that have their end, and the place after them; what has none for so long is passed by."""
    before, text, identity = _read(file, place, most)
    if before is None:
        return [], None
    end = text.rfind(b"\n") + 1
    lines = text[:end].split(b"\n")[:-1]
    if not end and len(text) == most:
        end = most
    if not end:
        return [], None
    return lines, Place(identity, place.offset + end, _digest((before + text[:end])[-BEFORE:]))


def _read(file, place, length):
    """Return what stands before a place, or None where it is not there, what stands after it, and which file it is."""
    start = max(0, place.offset - BEFORE)
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as log:
            log.seek(start)
            before = log.read(place.offset - start)
            text = log.read(length)
            identity = _identity(os.fstat(log.fileno()))
    except (EOFError, zlib.error, gzip.BadGzipFile, FileNotFoundError):
        return None, b"", ""  # being packed, or taken away, at this moment
    return before if _digest(before) == place.tail else None, text, identity


def _digest(text):
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def _identity(about):
    return f"{about.st_dev}:{about.st_ino}"


def _is_quiet(file):
    return time.time() - file.stat().st_mtime > QUIET


START = Place("", 0, _digest(b""))
