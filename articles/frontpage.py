"""What stands where on the front page."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from articles import layout, reading
from articles.briefs import COLUMNS, Brief, brief
from articles.layout import LEAD, Pins
from articles.models import Article, Placement, Section, Slot
from newsroom.press import memory
from newsroom.press.prepared import Prepared

SECONDARY, LATEST, IN_BLOCK = 2, 5, 5
TOP = 1 + SECONDARY + LATEST
EVERYWHERE = 0  # stands for "all sections" among their numbers
NOBODY = 0  # no story has this key
STEP = 16  # keys by which a question for stories grows
UNPINNED = -1  # stands for "no place in particular" among the places


@dataclass(frozen=True)
class Top:
    """What stands above all blocks; two equal ones look the same."""

    briefs: tuple[Brief, ...]
    names: tuple  # of those who made the first

    @cached_property
    def lead(self) -> Article:
        article = self.briefs[0].article()
        reading.put_names(article, self.names)
        return article

    @cached_property
    def secondary(self) -> list[Article]:
        return [brief.article() for brief in self.briefs[1 : 1 + SECONDARY]]

    @cached_property
    def latest(self) -> list[Article]:
        return [brief.article() for brief in self.briefs[1 + SECONDARY :]]


@dataclass(frozen=True)
class Block:
    """One section's part of the page: a story with its picture and headlines beside it."""

    section: Section
    briefs: tuple[Brief, ...]

    @property
    def shows(self) -> tuple:
        """Return all that the block shows: two equal ones look the same."""
        return self.section.pk, self.section.name, self.section.slug, self.briefs

    @cached_property
    def lead(self) -> Article:
        return self.briefs[0].article()

    @cached_property
    def others(self) -> list[Article]:
        return [brief.article() for brief in self.briefs[1:]]


@dataclass(frozen=True)
class FrontPage:
    """What stands where; no story twice unless an editor said so."""

    top: Top | None = None
    blocks: list[Block] = field(default_factory=list)


def compose(language: str, proposed: Pins | None = None) -> FrontPage:
    """Lay out the front page of one language, in three queries and one for the sections of an edition.

    `proposed` is what an editor would pin to its top in place of what is pinned there now.
    """
    sections = memory.per_edition(("front", language), lambda: _sections(language))
    newest, pinned = _ask(language, [section.pk for section in sections])
    now = pinned.pop(EVERYWHERE)
    pins = now if proposed is None else proposed
    top = layout.top(pins, newest[EVERYWHERE], TOP)
    below = layout.blocks(set(top) - layout.twice(pins), pinned, newest, IN_BLOCK)
    stories = _load({*top, *chain.from_iterable(below.values())})
    shown = tuple(stories[pk] for pk in top if pk in stories)
    if not shown:
        return FrontPage()
    blocks = (_block(each, below[each.pk], stories, pinned[each.pk]) for each in sections)
    return FrontPage(
        Top(shown, tuple(reading.names(shown[0].pk))), [block for block in blocks if block]
    )


_sections = Prepared(lambda language: Section.objects.filter(on_front=True, language=language), str)


def _ask(language, sections):
    """Return, by section, the newest stories' keys, enough to fill its block when others took some; and its pins."""
    newest = {section: [] for section in [EVERYWHERE, *sections]}
    pinned = {section: {} for section in newest}
    shelves = [Placement.shelf_of(section, language) for section in sections]
    rows = _question(len(sections))(language, *sections, *shelves)
    for _, pk, section, place, twice in sorted(rows, reverse=True):
        if place == UNPINNED:
            newest[section].append(pk)
        else:
            pinned[section][place] = layout.Pinned(pk, bool(twice))
    return newest, pinned


@lru_cache(maxsize=8)
def _question(count):
    """Return the question for the newest stories everywhere and in so many sections."""
    return Prepared(_ask_newest, str, *[int] * count, *[str] * count)


def _ask_newest(language, *places):
    sections, shelves = places[: len(places) // 2], places[len(places) // 2 :]
    stories = Article.objects.published()
    newest = _part(stories.filter(language=language), EVERYWHERE, TOP)
    blocks = [
        _part(stories.listed(shelf=shelf), pk, TOP + IN_BLOCK)
        for pk, shelf in zip(sections, shelves, strict=True)
    ]
    return newest.union(*blocks, _pinned(language, sections), all=True)


def _part(stories, section, count):
    # SQLite takes no LIMIT inside a UNION, but it does inside an IN.
    newest = stories.newest_first().values("pk")[:count]
    return Article.objects.filter(pk__in=newest).values_list(
        "published_at", "pk", Value(section), Value(UNPINNED), Value(False)
    )


def _pinned(language, sections):
    of_section = Q(front__section__in=sections)
    slots = Slot.objects.standing().filter(Q(front__language=language) | of_section).order_by()
    section = Coalesce("front__section", Value(EVERYWHERE))
    return slots.values_list("article__published_at", "article", section, "position", "twice")


def _load(pks):
    """Return the briefs of these stories by key, in one query whose SQL is the same for a few more of them."""
    if not pks:
        return {}
    room = -len(pks) % STEP
    rows = _briefs(len(pks) + room)(*sorted(pks), *[NOBODY] * room)
    return {row[0]: brief(row) for row in rows}


@lru_cache(maxsize=32)
def _briefs(count):
    return Prepared(_ask_briefs, *[int] * count)


def _ask_briefs(*pks):
    return Article.objects.published().filter(pk__in=pks).values_list(*COLUMNS)


def _block(section, pks, stories, pins):
    """Return a section's block, led by its pinned lead or the first story with a picture; None for an empty one."""
    found = [stories[pk] for pk in pks if pk in stories]
    if not found:
        return None
    lead = next((story for story in found if story.has_picture), found[0])
    if LEAD in pins and pins[LEAD].pk == found[0].pk:
        lead = found[0]
    return Block(section, (lead, *(story for story in found if story is not lead)))
