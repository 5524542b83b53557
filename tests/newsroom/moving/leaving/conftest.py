"""An export of what a test has made, and what its files say."""

import json

import pytest

from newsroom.moving.leaving import site
from newsroom.moving.reading import files
from newsroom.moving.reading.mended import Mended
from newsroom.moving.reading.records import Item


class Taken:
    """An export, read again."""

    def __init__(self, folder):
        self.folder = folder

    def json(self, kind):
        return json.loads((self.folder / f"json/{kind}.json").read_text())

    @property
    def records(self):
        mended = Mended()
        found = list(files.read(self.folder / "site.wxr.xml", mended))
        assert mended.counts == {}
        return found

    def of(self, kind):
        return [record for record in self.records if isinstance(record, kind)]

    def items(self, kind="post"):
        return {item.title: item for item in self.of(Item) if item.kind == kind}

    def text(self, name):
        return (self.folder / name).read_text()

    @property
    def everything(self):
        """Return all words of the export, to look for what may not be there."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return "\n".join(path.read_text(errors="replace") for path in files)


@pytest.fixture
def leave(tmp_path):
    """Return a function that takes the site out."""

    def leave(name="out", **options):
        site.export(tmp_path / name, **options)
        return Taken(tmp_path / name)

    return leave
