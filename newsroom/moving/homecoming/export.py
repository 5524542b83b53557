"""The folder of an export, read again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from newsroom.moving.bringing.survey import NOWHERE, Survey
from newsroom.moving.homecoming import shapes
from newsroom.moving.homecoming.shapes import Shape
from newsroom.moving.leaving.documents.paper import FORMAT
from newsroom.moving.leaving.folder import SUMS
from newsroom.moving.reading import files, jsondata
from newsroom.moving.reading.records import NotAnExport, Site

PAPER = "json/paper.json"
TABLE = "redirects.csv"
MEDIA = "media/"
FRAME = (b"", b"[", b"]")  # lines of json/ that say nothing


@dataclass(frozen=True)
class Export:
    """A folder that `export_site` wrote, and what it says of the paper itself."""

    folder: Path
    paper: dict[str, Any]

    @property
    def archives(self) -> list[Path]:
        """Return its files in WordPress's format, in the order in which they were written."""
        found = self.folder.glob("site*.wxr.xml")
        return sorted(found, key=lambda path: (len(path.name), path.name))

    @property
    def media(self) -> Path:
        return self.folder / MEDIA

    @property
    def source(self) -> str:
        """Return by which name the archive knows its site."""
        survey = Survey()
        records = files.read(self.archives[0])
        survey.enter(next((each for each in records if isinstance(each, Site)), NOWHERE))
        return survey.source

    @cached_property
    def sums(self) -> dict[str, str]:
        """Return the sum of each file as it was written, by its name."""
        return {name: written for written, name in _sums(self.folder)}

    def file(self, name: str) -> Path | None:
        """Return a file of the export, None where it has none of this name."""
        path = self.folder / name
        return path if path.is_file() else None

    def things(self, kind: str) -> Iterator[dict[str, Any]]:
        """Yield the things of a kind one by one, as they stand line by line."""
        name = _json(kind)
        with (self.folder / name).open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                said = line.strip().removesuffix(b",")
                if said not in FRAME:
                    yield _thing(said, f"Line {number} of {name}", shapes.THINGS[kind])


def opened(folder: Path) -> Export:
    """Return an export of which all can be read; raise `NotAnExport` for any other, and for a newer format."""
    if not (folder / PAPER).is_file() or not (folder / SUMS).is_file():
        raise NotAnExport(f"{folder} is no folder that export_site has written.")
    _refuse_changed(folder)
    said = (folder / PAPER).read_bytes()
    version = _thing(said, PAPER, {}).get("format")
    if isinstance(version, int) and version > FORMAT:
        raise NotAnExport(f"{folder} was written by a newer newsroom: upgrade this one first.")
    export = Export(folder, _thing(said, PAPER, shapes.PAPER))
    if not export.archives:
        raise NotAnExport(f"{folder} has no site.wxr.xml.")
    _refuse_unread(export)
    return export


def _refuse_unread(export):
    """Raise `NotAnExport` where a file is not there, or a line of one does not say what it has to."""
    for name in (TABLE, *map(_json, shapes.THINGS)):
        if export.file(name) is None:
            raise NotAnExport(f"{export.folder} has no {name}.")
    for kind in shapes.THINGS:
        for _ in export.things(kind):
            pass


def _refuse_changed(folder):
    """Raise `NotAnExport` where a file is not as it was written; media are judged one by one when they come."""
    for written, name in _sums(folder):
        if not name.startswith(MEDIA) and _sum(folder / name) != written:
            raise NotAnExport(f"{name} is not as export_site wrote it: copy the whole export anew.")


def _sums(folder):
    with (folder / SUMS).open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            written, _, name = line.rstrip("\n").partition("  ")
            yield written, name


def _sum(path):
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(kind):
    return f"json/{kind}.json"


def _thing(said: bytes, where: str, shape: Shape) -> dict[str, Any]:
    try:
        thing = jsondata.parse(said.decode())
    except UnicodeDecodeError:
        thing = None
    if not isinstance(thing, dict):
        raise NotAnExport(f"{where} is not as export_site writes it.")
    if name := shapes.wrong(thing, shape):
        raise NotAnExport(f"{where} is not as export_site writes it: see “{name}”.")
    return thing
