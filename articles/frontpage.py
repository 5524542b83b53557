"""What stands where on the front page."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from django.db.models import Prefetch, Value, prefetch_related_objects

from articles.models import Article, Byline, Section
from newsroom.press.prepared import Prepared

SECONDARY, LATEST, IN_BLOCK = 2, 5, 5
TOP = 1 + SECONDARY + LATEST
SHOWN = (
    "headline deck teaser slug language published_at created_at comment_count section__name section__slug "
    "lead_picture__alt lead_picture__stem lead_picture__widths"
).split()
EVERYWHERE = 0  # stands for "all sections" among their numbers


@dataclass(frozen=True)
class Block:
    """One section's part of the page: a story with its picture and headlines beside it."""

    section: Section
    lead: Article
    others: list[Article]


@dataclass(frozen=True)
class FrontPage:
    """The newest story leads; no story stands on the page twice."""

    lead: Article | None = None
    secondary: list[Article] = field(default_factory=list)
    latest: list[Article] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def compose(language: str) -> FrontPage:
    """Lay out the front page of one language, in three queries and one for the bylines."""
    sections = list(Section.objects.filter(on_front=True, language=language))
    order = _newest(language, [section.pk for section in sections])
    free = dict.fromkeys(order[EVERYWHERE])
    top, rest = list(free), {pk: None for row in order.values() for pk in row if pk not in free}
    if not top:
        return FrontPage()
    blocks = [(section, _take(rest, order[section.pk])) for section in sections]
    stories = _load([*top, *chain.from_iterable(pks for _, pks in blocks)])
    shown = [stories[pk] for pk in top if pk in stories]
    if not shown:
        return FrontPage()
    _name_authors(shown[0])
    return FrontPage(
        shown[0],
        shown[1 : 1 + SECONDARY],
        shown[1 + SECONDARY :],
        [block for each in blocks if (block := _block(*each, stories))],
    )


def _newest(language, sections):
    """Return the newest stories' keys by section, enough to fill its block when others took some."""
    order = {section: [] for section in [EVERYWHERE, *sections]}
    for _, pk, section in sorted(_question(len(sections))(language, *sections), reverse=True):
        order[section].append(pk)
    return order


@lru_cache(maxsize=8)
def _question(count):
    """Return the question for the newest stories everywhere and in so many sections."""
    return Prepared(_ask_newest, str, *[int] * count)


def _ask_newest(language, *sections):
    stories = Article.objects.published()
    newest = _part(stories.filter(language=language), EVERYWHERE, TOP)
    spoken = stories.speaking(language)
    blocks = [_part(spoken.listed(section=pk), pk, TOP + IN_BLOCK) for pk in sections]
    return newest.union(*blocks, all=True)


def _part(stories, section, count):
    # SQLite takes no LIMIT inside a UNION, but it does inside an IN.
    newest = stories.newest_first().values("pk")[:count]
    return Article.objects.filter(pk__in=newest).values_list("published_at", "pk", Value(section))


def _take(free, order):
    """Take the newest stories that stand nowhere yet."""
    taken = [pk for pk in order if pk in free][:IN_BLOCK]
    for pk in taken:
        del free[pk]
    return taken


def _load(pks):
    stories = Article.objects.published().select_related("section", "lead_picture")
    return stories.only(*SHOWN).in_bulk(pks)


def _name_authors(article):
    bylines = Prefetch("bylines", Byline.objects.select_related("contributor"))
    prefetch_related_objects([article], bylines)


def _block(section, pks, stories):
    """Return a section's block, led by the first story with a picture; None for an empty one."""
    found = [stories[pk] for pk in pks if pk in stories]
    if not found:
        return None
    lead = next((story for story in found if story.lead_picture_id), found[0])
    return Block(section, lead, [story for story in found if story is not lead])
