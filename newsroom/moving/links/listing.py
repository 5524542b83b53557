"""The addresses that a file lists: an archive of WordPress, a sitemap, or lines that begin with an address."""

import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from newsroom.moving.links import deriving
from newsroom.moving.reading import files
from newsroom.moving.reading.records import (
    Author,
    Category,
    Item,
    NotAnExport,
    Record,
    Site,
    Tag,
)
from newsroom.oldlinks import addresses

BEGINNING = 1 << 14  # characters in which a file shows what it is
PIECE = 1 << 18  # characters
LONGEST_LOC = 8192  # characters of one entry of a sitemap
PUBLIC = {"publish", "inherit"}
ITEMS = {"post", "page", "attachment"}
_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</loc>", re.DOTALL)


def read(path: Path | str, **bases: str) -> Iterator[str]:
    """Yield the paths, with their questions, that the file says the old site had; may raise `NotAnExport`.

    An export does not say which `tag_base` and `author_base` its site had; a list of addresses has no need of them.
    """
    try:
        yield from _read(path, bases)
    except (EOFError, zlib.error, csv.Error) as error:
        raise NotAnExport(f"It cannot be read to its end: {error}") from None


def _read(path, bases):
    with _opened(path) as file:
        beginning = file.read(BEGINNING)
        if "<rss" in beginning:
            yield from _of_export(path, bases)
            return
        file.seek(0)
        if "<urlset" in beginning or "<sitemapindex" in beginning:
            yield from _of_sitemap(file)
            return
        yield from _of_lines(file)


def _opened(path):
    with open(path, "rb") as file:
        is_packed = file.read(2) == files.GZIP
    return (gzip.open if is_packed else open)(path, "rt", encoding="utf-8-sig", errors="replace")


def _of_lines(file: TextIO) -> Iterator[str]:
    for cells in csv.reader(_without_nothing(file)):
        yield from _asked(cells[0]) if cells else ()


def _without_nothing(file):
    return (line.replace("\0", "") for line in file)


def _of_sitemap(file: TextIO) -> Iterator[str]:
    text = ""
    while piece := file.read(PIECE):
        text += piece
        end = 0
        for found in _LOC.finditer(text):
            yield from _asked(unescape(found[1]))
            end = found.end()
        text = text[max(end, len(text) - LONGEST_LOC) :]


def _of_export(path, bases) -> Iterator[str]:
    site, hidden = None, _hidden(path)
    for record in files.read(path):
        if isinstance(record, Site):
            site = replace(record, **bases)
        elif site and not (isinstance(record, Item) and record.parent in hidden):
            yield from dict.fromkeys(_of_record(record, site))


def _hidden(path) -> set[str]:
    """Return the numbers of what readers never had, nor the pages of the files that hang on it."""
    items = (record for record in files.read(path) if isinstance(record, Item))
    return {item.old_id for item in items if item.kind in ITEMS and not _is_public(item)} - {"0"}


def _is_public(item: Item) -> bool:
    return item.status in PUBLIC and not item.password


def _of_record(record: Record, site: Site) -> Iterator[str]:
    match record:
        case Item() if record.kind in ITEMS and _is_public(record):
            if deriving.is_of(site, record.link):
                yield from _asked(record.link)
            yield from map(_quoted, deriving.of_item(record, site))
        case Category() | Tag() | Author():
            yield from map(_quoted, deriving.of_record(record, site))


def _quoted(kept: str) -> str:
    path, mark, question = kept.partition("?")
    return f"{quote(path)}{mark}{quote(question, safe='=&')}"


def _asked(text: str) -> Iterator[str]:
    """Yield what is asked of us for a whole address, or one that begins with its path; nothing for other words."""
    text = text.strip()
    parts = addresses.split(text)
    if parts is None or not (text.startswith("/") or parts.scheme in ("http", "https")):
        return
    question = f"?{parts.query}" if parts.query else ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    yield f"/{path.lstrip('/')}{quote(question, safe='?=&%+/:,;@!$()*~')}"
