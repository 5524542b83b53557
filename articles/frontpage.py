"""What stands where on the front page."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from django.db.models import Prefetch, Q, Value, prefetch_related_objects
from django.db.models.functions import Coalesce

from articles import layout
from articles.layout import LEAD, Pins
from articles.models import Article, Byline, Section, Slot
from newsroom.press.prepared import Prepared

SECONDARY, LATEST, IN_BLOCK = 2, 5, 5
TOP = 1 + SECONDARY + LATEST
SHOWN = (
    "headline deck teaser slug language published_at created_at comment_count section__name section__slug "
    "lead_picture__alt lead_picture__stem lead_picture__widths lead_picture__avif lead_picture__rights_until"
).split()
EVERYWHERE = 0  # stands for "all sections" among their numbers
UNPINNED = -1  # stands for "no place in particular" among the places


@dataclass(frozen=True)
class Block:
    """One section's part of the page: a story with its picture and headlines beside it."""

    section: Section
    lead: Article
    others: list[Article]


@dataclass(frozen=True)
class FrontPage:
    """What stands where; no story twice unless an editor said so."""

    lead: Article | None = None
    secondary: list[Article] = field(default_factory=list)
    latest: list[Article] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def compose(language: str, proposed: Pins | None = None) -> FrontPage:
    """Lay out the front page of one language, in three queries and one for the bylines.

    `proposed` is what an editor would pin to its top in place of what is pinned there now.
    """
    sections = list(Section.objects.filter(on_front=True, language=language))
    newest, pinned = _ask(language, [section.pk for section in sections])
    now = pinned.pop(EVERYWHERE)
    pins = now if proposed is None else proposed
    top = layout.top(pins, newest[EVERYWHERE], TOP)
    below = layout.blocks(set(top) - layout.twice(pins), pinned, newest, IN_BLOCK)
    stories = _load({*top, *chain.from_iterable(below.values())})
    shown = [stories[pk] for pk in top if pk in stories]
    if not shown:
        return FrontPage()
    _name_authors(shown[0])
    blocks = (_block(each, below[each.pk], stories, pinned[each.pk]) for each in sections)
    return FrontPage(
        shown[0],
        shown[1 : 1 + SECONDARY],
        shown[1 + SECONDARY :],
        [block for block in blocks if block],
    )


def _ask(language, sections):
    """Return, by section, the newest stories' keys, enough to fill its block when others took some; and its pins."""
    newest = {section: [] for section in [EVERYWHERE, *sections]}
    pinned = {section: {} for section in newest}
    rows = _question(len(sections))(language, *sections)
    for _, pk, section, place, twice in sorted(rows, reverse=True):
        if place == UNPINNED:
            newest[section].append(pk)
        else:
            pinned[section][place] = layout.Pinned(pk, bool(twice))
    return newest, pinned


@lru_cache(maxsize=8)
def _question(count):
    """Return the question for the newest stories everywhere and in so many sections."""
    return Prepared(_ask_newest, str, *[int] * count)


def _ask_newest(language, *sections):
    stories = Article.objects.published()
    newest = _part(stories.filter(language=language), EVERYWHERE, TOP)
    spoken = stories.speaking(language)
    blocks = [_part(spoken.listed(section=pk), pk, TOP + IN_BLOCK) for pk in sections]
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
    stories = Article.objects.published().select_related("section", "lead_picture")
    return stories.only(*SHOWN).in_bulk(pks)


def _name_authors(article):
    bylines = Prefetch("bylines", Byline.objects.select_related("contributor"))
    prefetch_related_objects([article], bylines)


def _block(section, pks, stories, pins):
    """Return a section's block, led by its pinned lead or the first story with a picture; None for an empty one."""
    found = [stories[pk] for pk in pks if pk in stories]
    if not found:
        return None
    lead = next((story for story in found if story.lead_picture_id), found[0])
    if LEAD in pins and pins[LEAD].pk == found[0].pk:
        lead = found[0]
    return Block(section, lead, [story for story in found if story is not lead])
