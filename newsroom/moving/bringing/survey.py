"""The first reading of an export: prove that it can be read to its end and learn what it declares."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from articles.models.section import DEEPEST
from newsroom.models import Language, Masthead
from newsroom.moving import longest
from newsroom.moving.progress import SILENT, Progress
from newsroom.moving.reading import files
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.records import (
    Author,
    Category,
    Item,
    NotAnExport,
    Record,
    Site,
    Tag,
    Term,
)
from newsroom.moving.texts import words

PHASE = "reading"
OFTEN = 100  # records
NAMES = {Author: "author", Category: "category", Tag: "tag", Term: "other term"}
ITEM_NAMES = {"": "unnamed item", "nav_menu_item": "menu item"}


@dataclass
class Survey:
    """What an export declares, and how many records of each kind it has."""

    site: Site | None = None
    first_link: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    index: Index = field(default_factory=Index)
    authors: dict[str, Author] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Return the address of the old site: the half of every identity that the file shares."""
        for found in self.addresses:
            return found[: longest.SOURCE]
        raise NotAnExport("Line 1 of the file begins an export that does not name its site.")

    @property
    def addresses(self) -> list[str]:
        """Return what the files say of where the old site stood, the surest first."""
        return _addresses(self.site, self.first_link) if self.site else []

    @property
    def language(self) -> str:
        """Return the language of the old site, or the paper's own where we do not print it."""
        code = self.site.language.lower().replace("_", "-").partition("-")[0]
        return code if code in Language.values else Masthead.current().language

    @property
    def records(self) -> int:
        """Return how many records the files have; a comment is a part of its item here."""
        return self.counts.total() - self.counts["comment"]

    def around(self, slug: str) -> str | None:
        """Return the slug of the category in which this one will stand, no deeper than we print."""
        line = self._line_above(slug)[: DEEPEST - 1]
        return line[-1] if line else None

    def _line_above(self, slug: str) -> list[str]:
        """Return the categories around one, outermost first; none where they stand in a circle."""
        above, category = [], self.categories.get(slug)
        while category and (parent := words.slug(category.parent)) in self.categories:
            if parent in (slug, *above):
                return []
            above.append(parent)
            category = self.categories[parent]
        return above[::-1]

    def enter(self, site: Site):
        """Take the first file's site for that of all, and refuse a file of another."""
        others = _addresses(site)
        if self.site and others and self.addresses and others[0] != self.addresses[0]:
            raise NotAnExport(
                f"Line 1 of the file begins an export of {others[0]}, the others are of {self.addresses[0]}."
            )
        self.site = self.site or site

    def add(self, record: Record):
        self.index.add(record)
        match record:
            case Site():
                self.enter(record)
                return
            case Author():
                self.authors.setdefault(record.login, record)
            case Category():
                self.categories.setdefault(words.slug(record.slug) or record.name, record)
            case Item() if not self.first_link and "://" in record.link:
                # Only the host: the path is that of one post.
                self.first_link = "/".join(record.link.split("/")[:3])
        self.counts[name_of(record)] += 1
        if isinstance(record, Item) and record.comments:
            self.counts["comment"] += len(record.comments)


def take(paths: Iterable[Path | str], progress: Progress = SILENT) -> Survey:
    """Read the files once from end to end; raise `NotAnExport` where that is impossible."""
    survey, paths = Survey(), list(paths)
    for path in paths:
        try:
            _read(path, survey, progress)
        except NotAnExport as error:
            named = f"{Path(path).name}: {error}" if len(paths) > 1 else str(error)
            raise NotAnExport(named) from None
    return survey


def _read(path, survey, progress):
    for number, record in enumerate(files.read(path)):
        survey.add(record)
        if not number % OFTEN:
            progress.at(PHASE, survey.records, 0)


def name_of(record: Record) -> str:
    """Return what a report calls a record of this kind."""
    if isinstance(record, Item):
        return ITEM_NAMES.get(record.kind, record.kind)
    return NAMES[type(record)]


def _addresses(site: Site, *more: str) -> list[str]:
    said = (site.base_blog_url, site.link, *more)
    return [found for address in said if (found := _host_and_path(address))]


def _host_and_path(address: str) -> str:
    """Return what stays the same when a site moves from http to https; nothing for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2].lower()
    return host and host + parts.path.rstrip("/")
