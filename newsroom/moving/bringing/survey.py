"""The first reading of an export: prove that it can be read to its end and learn what it declares."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from newsroom.models import Language, Masthead
from newsroom.moving import longest
from newsroom.moving.progress import SILENT, Progress
from newsroom.moving.reading import contents, files, mended
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.mended import Mended
from newsroom.moving.reading.records import (
    Author,
    Category,
    Comment,
    Item,
    NotAnExport,
    Record,
    Site,
    Tag,
    Term,
)
from newsroom.moving.texts.brackets import Names

NOWHERE = Site("", "", "", "", "", "")
PHASE = "reading"
OFTEN = 100  # records
NAMES = {Author: "author", Category: "category", Tag: "tag", Term: "other term"}
TITLED = {"post", "page"}
ITEM_NAMES = {"": "unnamed item", "nav_menu_item": "menu item"}


@dataclass
class Survey:
    """What an export declares, and how many records of each kind it has."""

    site: Site = NOWHERE
    first_link: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    index: Index = field(default_factory=Index)
    mended: Mended = field(default_factory=Mended)
    shortcodes: Names = field(default_factory=Names)

    @property
    def source(self) -> str:
        """Return the address of the old site: the half of every identity that the file shares."""
        for found in self.addresses:
            return found[: longest.SOURCE]
        raise NotAnExport.because(1, _("begins an export that does not name its site"))

    @property
    def addresses(self) -> list[str]:
        """Return what the files say of where the old site stood, the surest first."""
        return _addresses(self.site, self.first_link)

    @property
    def homes(self) -> list[str]:
        """Return the addresses that the files name as their site's, as they are written."""
        said = self.site and (self.site.base_blog_url, self.site.base_site_url, self.site.link)
        return [home for home in said or () if home] or [self.first_link]

    @property
    def language(self) -> str:
        """Return the language of the old site, or the paper's own where we do not print it."""
        code = self.site.language.lower().replace("_", "-").partition("-")[0]
        return code if code in Language.values else Masthead.current().language

    @property
    def records(self) -> int:
        """Return how many records the files have; a comment is a part of its item here."""
        return self.counts.total() - self.counts["comment"]

    def enter(self, site: Site):
        """Take the first file's site for that of all, and refuse a file of another."""
        others = _addresses(site)
        if (
            self.site is not NOWHERE
            and others
            and self.addresses
            and others[0] != self.addresses[0]
        ):
            what = _("begins an export of %(this)s, the others are of %(other)s")
            raise NotAnExport.because(1, what % {"this": others[0], "other": self.addresses[0]})
        self.site = site if self.site is NOWHERE else self.site

    def add(self, record: Record):
        """Count a record and keep what will be looked up of it."""
        if isinstance(record, Site):
            self.enter(record)
        else:
            self.counts[name_of(record)] += 1
        if isinstance(record, Item):
            self.add_item(record)
        self.index.add(record)

    def add_item(self, item: Item):
        if not self.first_link and "://" in item.link:
            # Only the host: the path is that of one post.
            self.first_link = "/".join(item.link.split("/")[:3])
        self.shortcodes.learn(item.body)
        self.index.tell_apart(item.kind, item.old_id, contents.of_item(item))
        for comment in item.comments:
            self.index.tell_apart("comment", comment.old_id, contents.of_comment(comment))
        for flaw in self.flaws(item):
            self.mended.note(item.line, flaw)
        if item.comments:
            self.counts["comment"] += len(item.comments)

    def flaws(self, item: Item) -> Iterator[str]:
        """Yield what is not as it should be in an item that can be read."""
        if item.old_id and not self.index.hold(item.kind, item.old_id):
            yield mended.TWICE
        if item.kind in TITLED and not item.title:
            yield mended.UNTITLED
        if item.kind in TITLED and item.status == "publish" and not item.slug:
            yield mended.UNNAMED
        here = {comment.old_id for comment in item.comments}
        for comment in item.comments:
            yield from self.flaws_of_comment(comment, here)

    def flaws_of_comment(self, comment: Comment, here: set[str]) -> Iterator[str]:
        if comment.old_id and not self.index.hold("comment", comment.old_id):
            yield mended.COMMENT_TWICE
        if comment.parent not in {"", "0", *here}:
            yield mended.ORPHAN


def take(paths: Iterable[Path | str], progress: Progress = SILENT) -> Survey:
    """Read the files once from end to end; raise `NotAnExport` where that is impossible."""
    survey, paths = Survey(), list(paths)
    for path in paths:
        survey.mended.file = Path(path).name if len(paths) > 1 else ""
        try:
            _read(path, survey, progress)
        except NotAnExport as error:
            named = f"{Path(path).name}: {error}" if len(paths) > 1 else str(error)
            raise NotAnExport(named) from None
    return survey


def _read(path, survey, progress):
    for number, record in enumerate(files.read(path, survey.mended)):
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
    """Return what stays the same when a site moves to https or drops its `www.`; nothing for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    return host and host + parts.path.rstrip("/")
