"""Where files stand that nobody outside may fetch, and under which names."""

import hashlib
import os
import threading
from typing import IO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

SHORT = 32  # letters of a digest that no two files share


class PrivateStorage(FileSystemStorage):
    """A folder whose files have no address."""

    def url(self, name):
        raise ValueError("This file is not accessible: it is kept privately.")


class WholeStorage(FileSystemStorage):
    """A folder in which a file is whole or not there, whenever its writer dies; give it `allow_overwrite`."""

    def _save(self, name, content):
        part = super()._save(f"{name}.{os.getpid()}-{threading.get_ident()}.part", content)
        os.replace(self.path(part), self.path(name))
        return name


def measure(file: IO[bytes]) -> tuple[str, int]:
    """Return the digest of a file and how many bytes it has; it then stands at its beginning."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    size = file.seek(0, 2)
    file.seek(0)
    return digest, size


def keep(storage: Storage, folder: str, file: IO[bytes], ending: str) -> str:
    """Put a file under a name made of its content and return that: kept twice it is still one file.

    What a killed process left half-written is written anew.
    """
    digest, size = measure(file)
    name = f"{folder}/{digest[:2]}/{digest[:SHORT]}.{ending}"
    if storage.exists(name):
        if storage.size(name) == size:
            return name
        storage.delete(name)
    return storage.save(name, File(file))
