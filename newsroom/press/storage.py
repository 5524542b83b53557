"""Where files stand that nobody outside may fetch, and under which names."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from django.core.files import File, locks
from django.core.files.storage import FileSystemStorage, Storage

SHORT = 32  # letters of a digest that no two files share
PART = ".part"  # what a file is called after its name until it is whole


class Gone(Exception):
    """A file that was kept for a row went before the row was saved: whoever has it keeps it again."""


class PrivateStorage(FileSystemStorage):
    """A folder whose files have no address."""

    def url(self, name):
        raise ValueError("This file is not accessible: it is kept privately.")


class WholeStorage(FileSystemStorage):
    """A folder in which a file is whole or not there, whenever its writer dies; give it `allow_overwrite`."""

    def _save(self, name, content):
        write_whole(self, name, content.chunks())
        return name


def measure(file: IO[bytes]) -> tuple[str, int]:
    """Return the digest of a file and how many bytes it has; it then stands at its beginning."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    size = file.seek(0, 2)
    file.seek(0)
    return digest, size


def keep(storage: Storage, folder: str, file: IO[bytes], ending: str) -> str:
    """Put a file under a name made of its content and return that: kept twice it is still one file."""
    digest, size = measure(file)
    name = f"{folder}/{digest[:2]}/{digest[:SHORT]}.{ending}"
    if not storage.exists(name) or storage.size(name) != size:
        write_whole(storage, name, File(file).chunks())
    return name


def write_whole(storage: Storage, name: str, pieces: Iterable[bytes]) -> None:
    """Write a file, in place of one that has its name, so that it is never there by half.

    Several may write the same one: they do so one after the other, over what one of them left who died.
    """
    path = storage.path(name)
    part = f"{path}{PART}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with _alone(part) as file:
        try:
            file.writelines(pieces)
            file.flush()
            if mode := getattr(storage, "file_permissions_mode", None):
                os.chmod(part, mode)
        except BaseException:
            os.remove(part)
            raise
        os.replace(part, path)


def drop_part(path: str) -> None:
    """Delete what somebody left of a file who died over it, unless another one writes it now."""
    with open(path, "rb") as file:
        if locks.lock(file, locks.LOCK_EX | locks.LOCK_NB) and _is_at(file, path):
            os.remove(path)


@contextmanager
def _alone(part: str) -> Iterator[IO[bytes]]:
    """Open a file to be written anew when nobody else writes it any more."""
    while True:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT, 0o666), "wb") as file:
            locks.lock(file, locks.LOCK_EX)
            if _is_at(file, part):
                file.truncate()
                yield file
                return


def _is_at(file: IO[bytes], path: str) -> bool:
    """Say whether a file still has this name: the one before us may have renamed it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(path))
    except FileNotFoundError:
        return False
