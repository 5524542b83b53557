"""The pictures and files of an export, each as it was written or not at all."""

from pathlib import Path
from typing import IO

from newsroom.moving.homecoming.export import MEDIA, Export
from newsroom.moving.media.folder import NOT_HERE, Folder
from newsroom.moving.media.sources import Absent, Missing
from newsroom.moving.reading.records import Attachment
from newsroom.press import storage

TORN = "its file is not as export_site wrote it: copy that anew, and run this again"


class Uploads(Folder):
    """The folder `media` of an export; a file for which the export has no sum was put there later, and is taken."""

    def __init__(self, export: Export):
        super().__init__(export.media)
        self.sums = export.sums

    def open(self, attachment: Attachment) -> IO[bytes]:
        return self._whole(super().open(attachment))

    def open_named(self, name: str) -> IO[bytes]:
        """Return the whole file of this name, to be closed by who asked, or raise `Missing`."""
        path = self._inside(name)
        if path is None:
            raise Absent(NOT_HERE)
        return self._whole(path.open("rb"))

    def _whole(self, file: IO[bytes]) -> IO[bytes]:
        name = MEDIA + Path(file.name).relative_to(self.root).as_posix()
        digest, _ = storage.measure(file)
        if self.sums.get(name, digest) != digest:
            file.close()
            raise Missing(TORN)
        return file
