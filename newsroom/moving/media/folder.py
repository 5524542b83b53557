"""A copy of the old site's `wp-content/uploads` on this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from newsroom.moving.media import sources
from newsroom.moving.media.sources import Absent
from newsroom.moving.reading.records import Attachment

UPLOADS = ("/uploads/", "/files/")  # below which the old site's addresses say what the folder has
NOT_HERE = "the folder does not hold it"
HEAD = 65_536  # bytes that show what a file is


class Folder:
    """A folder that holds the files of the old site; nothing outside of it is ever opened."""

    def __init__(self, path: Path):
        self.root = path.resolve(strict=True)
        if not self.root.is_dir():
            raise NotADirectoryError(f"{path} is no folder")

    def open(self, attachment: Attachment) -> IO[bytes]:
        """Return the file that the old site kept for this attachment."""
        path = self._find(attachment)
        file = path.open("rb")
        try:
            if path.stat().st_size > (
                most := sources.most(file.read(HEAD), attachment.url or path.name)
            ):
                raise sources.too_large(most)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def check(self, attachment: Attachment) -> None:
        """Say what opening it would say."""
        self.open(attachment).close()

    def _find(self, attachment: Attachment) -> Path:
        for name in dict.fromkeys(_names(attachment)):
            for form in ("NFC", "NFD"):  # some machines copy é as two characters
                if found := self._inside(normalize(form, name)):
                    return found
        raise Absent(NOT_HERE)

    def _inside(self, name: str) -> Path | None:
        try:
            path = (self.root / name).resolve(strict=True)
            return path if path.is_relative_to(self.root) and path.is_file() else None
        except (OSError, ValueError, RuntimeError):  # no such file, a null byte, links in a circle
            return None


def _names(attachment: Attachment) -> Iterator[str]:
    """Yield where below the folder a file may stand, never its bare name: two months may each have one of that."""
    yield attachment.file.lstrip("/")
    try:
        path = unquote(urlsplit(attachment.url).path)
    except ValueError:
        return
    for uploads in UPLOADS:
        _, found, below = path.partition(uploads)
        if found:
            yield below
    yield path.lstrip("/")
