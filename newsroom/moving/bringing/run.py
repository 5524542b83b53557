"""One run over the files of an archive: every record is judged, brought where it may come, and entered once."""

import datetime
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from django.db import transaction

from articles.models import Article
from newsroom.moving import longest
from newsroom.moving.bringing import stories, survey
from newsroom.moving.bringing.report import IMPORTED, SKIPPED, UNCHANGED, Entry, Report
from newsroom.moving.bringing.saving import Archive
from newsroom.moving.bringing.survey import Survey
from newsroom.moving.media.library import Library
from newsroom.moving.media.shipment import Shipment
from newsroom.moving.progress import Progress
from newsroom.moving.reading import files
from newsroom.moving.reading.records import (
    Author,
    Category,
    Comment,
    Item,
    Label,
    Record,
    Site,
    Tag,
    Term,
)
from newsroom.moving.texts import words
from newsroom.oldlinks import arriving, deriving, keeping
from newsroom.press import turns

LONGEST_LINE = 80  # in the report
PHASE = "bringing in"
TURN = "bring something in from WordPress"
TWICE = "another one in the file has the same id"
UNDATED = "the file does not say when it was published"
NO_ID = "it has no id"
NAMELESS = "it has neither a name nor a slug"
DELETED = "it was deleted here after an earlier import"
ITS_POST = "the post below which it stands is not brought along"
TAKEN = "old address that leads elsewhere already"
OTHER_TERMS = "only categories and tags are brought along"


class Run:
    """One run over one archive."""

    def __init__(
        self,
        declared: Survey,
        archive: Archive,
        report: Report,
        zone: datetime.tzinfo,
        library: Library,
        shipment: Shipment,
    ):
        self.declared = declared
        self.archive = archive
        self.report = report
        self.zone = zone
        self.library = library
        self.shipment = shipment
        self.seen: set[tuple[str, str]] = set()
        self.made: set[tuple[str, str]] = set()

    def over(self, paths: Iterable[Path | str], progress: Progress):
        """Bring in what the files hold, one transaction for each record."""
        total, done = self.declared.records, 0
        progress.at(PHASE, done, total)
        for path in paths:
            for record in files.read(path):
                self.take(record)
                done += not isinstance(record, Site)
                progress.at(PHASE, done, total)
        self.report.undeclared.update(kind for kind, _ in self.made - self.seen)
        if self.declared.site and not self.archive.rehearsal:
            with transaction.atomic():
                self.name_taken(arriving.of_lists(self.declared.site, self.archive.source))

    @transaction.atomic
    def take(self, record: Record):
        turns.take(TURN)  # what another import of the same archive has just brought is seen here
        match record:
            case Site():
                pass
            case Author():
                self.declare("author", record.login, record.name, self.contributor)
            case Category():
                self.declare("category", words.slug(record.slug), record.name, self.section)
            case Tag():
                topic = partial(self.topic, description=record.description)
                self.declare("tag", words.slug(record.slug), record.name, topic)
            case Term():
                name = f"{record.taxonomy}: {record.name}"
                self.skip(survey.name_of(record), record.old_id, name, OTHER_TERMS)
            case Item(kind="attachment"):
                self.attachment(record)
                self.comments(record, None)
            case Item():
                article = self.post(record)
                self.comments(record, article)
        if self.declared.site and not self.archive.rehearsal:
            self.name_taken(arriving.of_record(record, self.declared.site, self.archive.source))

    def name_taken(self, paths: Iterable[str]):
        """Name the old addresses that something else here has already."""
        self.report.notes.update((TAKEN, path) for path in paths)

    def enter(self, kind, old_id, title, outcome, why="", **rest):
        self.report.enter(Entry(kind, old_id, title, outcome, why, **rest))

    def skip(self, kind, old_id, title, why, **rest):
        self.enter(kind, old_id, title, SKIPPED, why, **rest)

    # What the head of the file declares, and what posts name ----------------------------------

    def declare(self, kind: str, old_id: str, name: str, bring: Callable[[str, str], int | None]):
        old_id = old_id or name
        if not old_id:
            self.skip(kind, "", name, NAMELESS)
            return
        if not self.is_first(kind, old_id, name):
            return
        new_id = bring(old_id, name)
        if new_id is None:
            self.skip(kind, old_id, name, DELETED)
            return
        outcome = IMPORTED if (kind, old_id) in self.made else UNCHANGED
        self.enter(kind, old_id, name, outcome, here=(kind, new_id))

    def section(self, slug: str, name: str) -> int | None:
        def bring() -> int:
            around = self.declared.around(slug)
            category = self.declared.index.category(slug)
            return self.archive.section(
                slug,
                name=words.line(name, longest.SECTION) or words.shorten(slug, longest.SECTION),
                description=words.answer(category.description) if category else "",
                parent=self.section(around, self.declared.index.category(around).name)
                if around
                else None,
            )

        return self.once("category", slug, bring)

    def topic(self, slug: str, name: str, *, description: str = "") -> int | None:
        def bring() -> int:
            return self.archive.tag(
                slug,
                name=words.line(name, longest.TOPIC) or words.shorten(slug, longest.TOPIC),
                description=words.answer(description),
            )

        return self.once("tag", slug, bring)

    def contributor(self, login: str, name: str) -> int | None:
        def bring() -> int:
            author = self.declared.index.author(login)
            full_name = (author and author.name) or name
            return self.archive.contributor(
                login, name=words.byline(full_name, login, longest.BYLINE)
            )

        return self.once("author", login, bring)

    def once(self, kind: str, old_id: str, bring: Callable[[], int]) -> int | None:
        """Return the id here, None for what editors deleted since it was brought."""
        brought, new_id = self.archive.recall(kind, old_id)
        if brought:
            return new_id
        self.made.add((kind, old_id))
        return bring()

    # Pictures and files, which came before ----------------------------------------------------

    def attachment(self, item: Item):
        title = _title(item)
        if not item.old_id:
            self.skip("attachment", "", title, NO_ID, line=item.line)
            return
        if not self.is_first("attachment", item.old_id, title, line=item.line):
            return
        became = self.shipment.became(item.old_id)
        site = self.declared.site
        if site and became.here and not self.archive.rehearsal:
            paths = deriving.of_item(item, site)
            self.name_taken(keeping.remember(paths, *became.here, self.archive.source))
        rest = {"line": item.line, "here": became.here}
        self.enter("attachment", item.old_id, title, became.outcome, became.why, **rest)

    # Posts and what stands below them ---------------------------------------------------------

    def post(self, item: Item) -> Article | None:
        """Return the story here that a post became, now or before, None when it is not brought."""
        kind, title = survey.name_of(item), _title(item)
        if why := stories.objection(item):
            self.skip(kind, item.old_id, title, why, line=item.line)
            return None
        if not self.is_first(kind, item.old_id, title, line=item.line):
            return None
        brought, new_id = self.archive.recall(kind, item.old_id)
        if not brought:
            return self.new_post(item, kind, title)
        if new_id is None:
            self.skip(kind, item.old_id, title, DELETED, line=item.line)
            return None
        here = ("article", new_id)
        self.enter(kind, item.old_id, title, UNCHANGED, line=item.line, here=here)
        return Article.objects.get(pk=new_id)

    def new_post(self, item: Item, kind: str, title: str) -> Article | None:
        story = stories.story(item, self.zone, self.library)
        if not story:
            self.skip(kind, item.old_id, title, UNDATED, line=item.line)
            return None
        article = self.archive.story(
            story,
            sections=_different(self.section(*_named(label)) for label in story.sections),
            tags=_different(self.topic(*_named(label)) for label in story.tags),
            writers=_different(self.contributor(*writer) for writer in story.writers),
        )
        here = ("article", article.pk) if article.pk else None
        self.enter(kind, item.old_id, title, IMPORTED, line=item.line, here=here, notes=story.notes)
        return article

    def comments(self, item: Item, article: Article | None):
        accepted = [each for each in item.comments if self.accepts(each, item, article)]
        if not (article and accepted):
            return
        brought = self.archive.brought_comments(comment.old_id for comment in accepted)
        for comment in accepted:
            outcome = UNCHANGED if comment.old_id in brought else IMPORTED
            self.enter("comment", comment.old_id, _writer(comment), outcome, line=item.line)
        undated = article.published_at or article.created_at
        answers = stories.answers(accepted, self.zone, undated)
        self.archive.answers(article, [each for each in answers if each.old_id not in brought])

    def accepts(self, comment: Comment, item: Item, article: Article | None) -> bool:
        why = stories.objection_to_answer(comment) or ("" if article else ITS_POST)
        if why:
            self.skip("comment", comment.old_id, _writer(comment), why, line=item.line)
            return False
        return self.is_first("comment", comment.old_id, _writer(comment), line=item.line)

    def is_first(self, kind: str, old_id: str, title: str, **rest) -> bool:
        if (kind, old_id) in self.seen:
            self.skip(kind, old_id, title, TWICE, **rest)
            return False
        self.seen.add((kind, old_id))
        return True


def _named(label: Label) -> tuple[str, str]:
    return words.slug(label.slug) or label.name, label.name


def _title(item: Item) -> str:
    return words.line(item.title, LONGEST_LINE) or item.link


def _writer(comment: Comment) -> str:
    return words.line(comment.author, LONGEST_LINE)


def _different(ids: Iterable[int | None]) -> list[int]:
    """Return the ids without those of deleted things, each once, in their order."""
    return list(dict.fromkeys(each for each in ids if each is not None))
