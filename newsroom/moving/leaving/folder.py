"""The folder of an export: private, made beside its place, and there only when it is whole."""

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

SUMS = "checksums.txt"


class Taken(Exception):
    """There is something already where the export is to stand."""


class Folder:
    """Files that nobody but their owner may read, each written once, with the sum of each."""

    def __init__(self, path: Path):
        self.path = path
        self.sums: dict[str, str] = {}

    @contextmanager
    def text(self, name: str) -> Iterator[TextIO]:
        """Open a new file for text in UTF-8."""
        with self.binary(name) as file, io.TextIOWrapper(file, "utf-8", newline="\n") as text:
            yield text

    @contextmanager
    def binary(self, name: str) -> Iterator[BinaryIO]:
        """Open a new file for bytes."""
        path = self.path / name
        for outer in reversed(path.relative_to(self.path).parents):
            (self.path / outer).mkdir(mode=0o700, exist_ok=True)
        raw = _Summed(path, "x", opener=_privately)
        with cast(BinaryIO, io.BufferedWriter(raw)) as file:
            yield file
        self.sums[name] = raw.sum.hexdigest()

    def begin(self, name: str):
        """Make a folder inside, which may stay empty."""
        (self.path / name).mkdir(mode=0o700)

    def copy(self, name: str, source: BinaryIO):
        """Take a file along under this name."""
        with self.binary(name) as file:
            shutil.copyfileobj(source, file)

    def write_sums(self):
        """Write what `sha256sum -c` asks for."""
        lines = [f"{sum_}  {name}\n" for name, sum_ in sorted(self.sums.items())]
        with self.text(SUMS) as file:
            file.writelines(lines)


@contextmanager
def made(target: Path) -> Iterator[Folder]:
    """Yield a folder to fill, which takes its name when all of it is written and is gone when that fails.

    Raises `Taken` when something stands there already.
    """
    target = target.resolve()
    if target.exists() and not (target.is_dir() and _is_empty(target)):
        raise Taken(f"{target} is there already and not empty.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(
        tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-", suffix="-unfinished")
    )
    try:
        folder = Folder(unfinished)
        yield folder
        folder.write_sums()
        unfinished.rename(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _is_empty(path):
    return next(path.iterdir(), None) is None


def _privately(path, flags):
    return os.open(path, flags, 0o600)


class _Summed(io.FileIO):
    """A file that adds up what is written to it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sum = hashlib.sha256()

    def write(self, data):
        written = super().write(data)
        self.sum.update(memoryview(data)[:written])
        return written
