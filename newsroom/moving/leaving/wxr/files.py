"""The files of an export in WordPress's format: one, or several where it is large."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TextIO

from newsroom.moving.leaving.folder import Folder

LARGEST = (
    15 << 20
)  # bytes: into such files WordPress's own tools cut an export, and web servers take them
FOOT = "</channel>\n</rss>\n"


class Files:
    """`site.wxr.xml`, then `site-2.wxr.xml` and so on; each has the whole head and is an export by itself."""

    def __init__(self, folder: Folder, head: Callable[[], Iterable[str]], largest: int = LARGEST):
        self.folder, self.head, self.largest = folder, head, largest
        self.names: list[str] = []
        self.file: TextIO | None = None
        self.written = 0
        self.open = ExitStack()

    def __enter__(self):
        self.begin()
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.put(FOOT)
        self.open.close()

    def write(self, items: Iterable[Iterable[str]]):
        """Write these items, each of them into one file."""
        for item in items:
            if self.written > self.largest:
                self.put(FOOT)
                self.begin()
            for piece in item:
                self.put(piece)

    def begin(self):
        number = len(self.names) + 1
        self.names.append("site.wxr.xml" if number == 1 else f"site-{number}.wxr.xml")
        self.open.close()
        self.file = self.open.enter_context(self.folder.text(self.names[-1]))
        for piece in self.head():
            self.file.write(piece)
        self.written = 0

    def put(self, piece: str):
        self.file.write(piece)
        self.written += len(piece.encode())


def items(pieces: Iterable[Iterable[str]]) -> Iterator[Iterator[str]]:
    """Yield each item between its tags."""
    for inside in pieces:
        yield _item(inside)


def _item(inside):
    yield "<item>\n"
    yield from inside
    yield "</item>\n"
