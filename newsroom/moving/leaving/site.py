"""Take the whole site out."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from newsroom.moving.leaving import media, readers, readme, redirects, snapshot
from newsroom.moving.leaving.documents import files as documents
from newsroom.moving.leaving.folder import Folder, made
from newsroom.moving.leaving.readme import Export
from newsroom.moving.leaving.wxr.attachments import attachments
from newsroom.moving.leaving.wxr.bylines import bylines
from newsroom.moving.leaving.wxr.files import LARGEST, Files, items
from newsroom.moving.leaving.wxr.head import head
from newsroom.moving.leaving.wxr.pages import pages
from newsroom.moving.leaving.wxr.stories import stories


def export(target: Path, *, with_addresses: bool = False, largest: int = LARGEST) -> Export:
    """Write all that the site holds into a folder, as it was at one moment, whoever writes meanwhile.

    The folder has its name only when it is whole. Raises `Taken` when there is something already.
    No file in WordPress's format grows much beyond `largest` bytes.
    """
    with made(target) as folder, snapshot.taken():
        names = _wxr(folder, with_addresses, largest)
        counts = documents.write(folder, with_addresses=with_addresses)
        with folder.text("redirects.csv") as file:
            counts["redirects"] = redirects.write(file)
        _readers(folder, with_addresses)
        missing = media.copy(folder)
        result = Export(names, counts, missing)
        with folder.text("README.txt") as file:
            file.write(readme.text(result, with_addresses=with_addresses))
    return result


def _wxr(folder: Folder, with_addresses: bool, largest: int) -> list[str]:
    with Files(folder, head, largest) as files:
        files.write(items(_all(with_addresses)))
    return files.names


def _all(with_addresses: bool) -> Iterator[Iterator[str]]:
    """Yield pictures and files last: WordPress puts its own addresses of them into the texts that it has by then."""
    return chain(bylines(), pages(), stories(with_addresses=with_addresses), attachments())


def _readers(folder: Folder, with_addresses: bool) -> None:
    if with_addresses:
        with folder.text("subscribers.csv") as file:
            readers.write(file)
        return
    with folder.text("subscriber-counts.csv") as file:
        readers.write_counts(file)
