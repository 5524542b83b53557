"""One run over the files of an archive: every record is judged, brought where it may come, and entered once."""

from collections import Counter
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from articles import printing
from articles.models import Article
from newsroom.moving.became import SKIPPED, UNCHANGED
from newsroom.moving.bringing import (
    ahead,
    answers,
    batches,
    leaves,
    objections,
    stories,
    survey,
    terms,
    twins,
)
from newsroom.moving.bringing.ahead import Brought
from newsroom.moving.bringing.asking import Asking
from newsroom.moving.bringing.conversations import Conversation, Held
from newsroom.moving.bringing.doors import Pages
from newsroom.moving.bringing.naming import named
from newsroom.moving.bringing.report import Entry, Report
from newsroom.moving.bringing.saving import Archive, Fate
from newsroom.moving.bringing.shelving import Shelves
from newsroom.moving.bringing.storydoor import SHOWN, Stories
from newsroom.moving.bringing.survey import Survey
from newsroom.moving.bringing.terms import Person, Place
from newsroom.moving.bringing.twins import Twins
from newsroom.moving.links import arriving, deriving
from newsroom.moving.media.shipment import Shipment
from newsroom.moving.progress import Progress
from newsroom.moving.reading import contents, files
from newsroom.moving.reading.records import (
    Author,
    Category,
    Comment,
    Item,
    Record,
    Site,
    Tag,
    Term,
)
from newsroom.moving.texts import words
from newsroom.oldlinks import keeping
from newsroom.press import turns

LONGEST_LINE = 80  # in the report
PHASE = "bringing in"
TURN = "bring something in from WordPress"
TWICE = "another one in the file has the same id"
NAMELESS = "it has neither a name nor a slug"
ITS_POST = "the post below which it stands is not brought along"
NO_ANSWERS = "pages take no comments here"
TAKEN = "old address that leads elsewhere already"
OTHER_TERMS = "only categories and tags are brought along"
FLATTENED = "stands higher than on the old site"
MOVED_ASIDE = "its address is taken, so it stands at another"


class Run:
    """One run over one archive."""

    def __init__(
        self,
        declared: Survey,
        archive: Archive,
        report: Report,
        asking: Asking,
        shipment: Shipment,
    ):
        self.index, self.site = declared.index, declared.site
        self.total = declared.records
        self.source = archive.identities.source
        self.archive = archive
        self.report = report
        self.asking = asking
        self.shipment = shipment
        self.shelves = Shelves(archive, declared.index, declared.language, asking.media.picture_of)
        self.stories = Stories(declared.language, self.shelves.places, archive.key_of)
        self.pages = Pages(declared.language)
        self.twins = Twins(declared.index, archive.identities)
        self.declared: dict[tuple[str, str], Place | Person] = {}
        # Of the transaction that is under way.
        self.ahead: dict[str, Brought] = {}
        self.held: list[Held] = []

    def over(self, paths: Iterable[Path | str], progress: Progress):
        """Bring in what the files hold, some records in one transaction."""
        done = 0
        progress.at(PHASE, done, self.total)
        for records in batches.of(record for path in paths for record in files.read(path)):
            self.take(records)
            done += sum(not isinstance(record, Site) for record in records)
            progress.at(PHASE, done, self.total)
        undeclared = self.shelves.made - self.declared.keys()
        self.report.undeclared.update(kind for kind, _ in undeclared)
        if not self.archive.rehearsal:
            with transaction.atomic():
                self.name_taken(arriving.of_lists(self.site, self.source))
                arriving.of_files(self.index, self.site, self.source, self.shipment.here)

    def take(self, records: list[Record]):
        with nullcontext() if self.archive.rehearsal else transaction.atomic():
            # What another import of the same archive has just brought is seen from here on.
            turns.take(TURN)
            records = [self.twins.told_apart(record) for record in records]
            if not self.archive.rehearsal:
                self.ahead = dict(ahead.bring(records, self.archive, self.stories, self.asking))
            new = {brought.fate.key for brought in self.ahead.values() if brought.fate.key}
            for record in records:
                with named(record):
                    self.take_one(record)
            talked = self.talk()
            if not self.archive.rehearsal:
                printing.print_stories(new - talked)
                self.name_taken(arriving.of(records, self.site, self.source))

    def take_one(self, record: Record):
        match record:
            case Site():
                pass
            case Author():
                self.author(record)
            case Category():
                self.category(record)
            case Tag():
                self.tag(record)
            case Term():
                name = f"{record.taxonomy}: {record.name}"
                self.skip(survey.name_of(record), record.old_id, name, OTHER_TERMS)
            case Item():
                self.comments(record, self.item(record))

    # What the head of the file declares -------------------------------------------------------

    def author(self, author: Author):
        old_id = author.login or author.name
        person = terms.person(old_id, self.index)
        self.declare("author", old_id, words.line(author.name, LONGEST_LINE), person)

    def category(self, category: Category):
        slug = words.slug(category.slug) or category.name
        thing = terms.section(slug, category.name, self.index)
        name = words.line(category.name, LONGEST_LINE)
        notes = {(FLATTENED, name): 1} if terms.is_flattened(slug, self.index) else {}
        self.declare("category", slug, name, thing, notes=notes)

    def tag(self, tag: Tag):
        slug = words.slug(tag.slug) or tag.name
        thing = terms.topic(slug, tag.name, tag.description, tag.ours)
        self.declare("tag", slug, words.line(tag.name, LONGEST_LINE), thing)

    def declare(self, kind: str, old_id: str, name: str, thing, **rest) -> Fate:
        if not old_id:
            return self.skip(kind, "", name, NAMELESS)
        first = self.declared.setdefault((kind, old_id), thing)
        if first is not thing:
            # WordPress lists its categories and tags as words of any list once more: nothing is left out then.
            again = Fate(UNCHANGED) if first == thing else Fate(SKIPPED, TWICE)
            return self.enter(kind, old_id, name, again)
        fate = self.shelves.declare(kind, old_id, thing)
        return self.enter(kind, old_id, name, fate, kind, **rest)

    # Items and what stands below them ---------------------------------------------------------

    def item(self, item: Item) -> Fate:
        """Bring an item and return what became of it."""
        kind, title = survey.name_of(item), _title(item)
        old_id = contents.bare(item.old_id)
        if why := objections.to_item(item):
            return self.skip(kind, old_id, title, why, line=item.line)
        if not self.is_first(kind, item.old_id):
            key = self.archive.key_of(kind, item.old_id) if kind == "post" else None
            return self.enter(kind, old_id, title, Fate(SKIPPED, TWICE, key), kind, line=item.line)
        fate, here, notes = self.bring(item)
        notes = Counter(notes) + twins.notes(item)
        return self.enter(kind, old_id, title, fate, here, line=item.line, notes=notes)

    def bring(self, item: Item):
        """Return what became of an item, of which kind it is here, and what is to be said about it."""
        if item.kind == "attachment":
            became = self.shipment.became(item.old_id)
            kind, key = became.here or ("", None)
            if key and not self.archive.rehearsal:
                paths = deriving.of_file(item, self.site)
                self.name_taken(keeping.remember(paths, kind, key, self.source))
            return Fate(became.outcome, became.why, key), kind, {}
        if item.kind == "guest-author":
            person = terms.person(item.guest_author.slug, self.index)
            return self.shelves.declare("author", person.login, person), "author", {}
        if item.kind == "page":
            return self.page(item)
        if item.old_id in self.ahead:
            fate, notes = self.ahead.pop(item.old_id)
            return fate, "post", notes
        story, notes = stories.of(item, self.asking)
        return self.archive.bring("post", item.old_id, story, self.stories), "post", notes

    def page(self, item: Item):
        leaf, notes = leaves.of(item, self.asking)
        fate = self.archive.bring("page", item.old_id, leaf, self.pages)
        here = fate.here or (self.pages.find(fate.key) if fate.key else None)
        if here and here.path != leaf.path:
            notes[MOVED_ASIDE, f"/{leaf.path}/"] += 1
        return fate, "page", notes

    def comments(self, item: Item, fate: Fate):
        """Hold what stands below an item until the others of its transaction are there; only stories keep it."""
        # What is here twice in one rehearsal stands as well.
        stands = fate.stands or (self.archive.rehearsal and fate.why == TWICE)
        why = NO_ANSWERS if item.kind == "page" else "" if stands else ITS_POST
        if item.kind != "post" and not why:
            why = ITS_POST
        judged = [(each, self.objection(each, item, why)) for each in item.comments]
        repeated = {each.old_id for each, why in judged if why == TWICE}
        if accepted := [each for each, why in judged if not why]:
            self.held.append(Held(item, self.story_of(item, fate), accepted, repeated))

    def story_of(self, item: Item, fate: Fate) -> int | None:
        """Return the key of the story that the comments of an item stand below: of its versions the one in print."""
        if not contents.is_version(item.old_id):
            return fate.key
        return self.archive.key_of("post", contents.bare(item.old_id)) or fate.key

    def talk(self) -> set[int]:
        """Bring what was held, and return the keys of the stories below which something came or changed."""
        keys = [held.key for held in self.held if held.key]
        articles = Article.objects.only(*SHOWN).in_bulk(keys)
        answered = {}
        for _, key, accepted, repeated in self.held:
            article = articles.get(key)
            for answer in answers.of(accepted, self.asking.zone, _time_of(article), repeated):
                answered[answer.old_id] = article, answer
        talk = Conversation(self.archive, answered)
        fates = talk.bring()
        for item, _, accepted, _ in self.held:
            for comment in accepted:
                fate = fates[comment.old_id]
                notes = answers.notes(answered[comment.old_id][1], comment)
                rest = {"line": item.line, "notes": notes}
                old_id = contents.bare(comment.old_id)
                self.enter("comment", old_id, _writer(comment), fate, "comment", **rest)
        self.held.clear()
        return talk.stories

    def objection(self, comment: Comment, item: Item, why: str) -> str:
        """Say why a comment is not brought, and enter it then."""
        why = objections.to_comment(comment) or why
        if not why and not self.is_first("comment", comment.old_id):
            why = TWICE
        if why:
            old_id = contents.bare(comment.old_id)
            self.skip("comment", old_id, _writer(comment), why, line=item.line)
        return why

    # What is said about all of them -----------------------------------------------------------

    def is_first(self, kind: str, old_id: str) -> bool:
        return not self.index.seen(kind, old_id)

    def name_taken(self, paths: Iterable[str]):
        """Name the old addresses that something else here has already."""
        self.report.notes.update((TAKEN, path) for path in paths)

    def enter(self, kind: str, old_id: str, title: str, fate: Fate, kind_here="", **rest) -> Fate:
        here = (kind_here, fate.key) if fate.key else None
        self.report.enter(Entry(kind, old_id, title, fate.outcome, fate.why, here=here, **rest))
        return fate

    def skip(self, kind: str, old_id: str, title: str, why: str, **rest) -> Fate:
        return self.enter(kind, old_id, title, Fate(SKIPPED, why), **rest)


def _time_of(article: Article | None):
    return (article.published_at or article.created_at) if article else timezone.now()


def _title(item: Item) -> str:
    return words.line(item.title, LONGEST_LINE) or item.link


def _writer(comment: Comment) -> str:
    return words.line(comment.author, LONGEST_LINE)
