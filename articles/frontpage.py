"""What stands where on the front page."""

from dataclasses import dataclass, field

from django.db.models import Value

from articles.models import Article, Section

SECONDARY, LATEST, IN_BLOCK = 2, 5, 5
TOP = 1 + SECONDARY + LATEST
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
    order = _newest(language, sections)
    stories = _load(pk for pks in order.values() for pk in pks)
    top = [stories.pop(pk) for pk in order[EVERYWHERE] if pk in stories]
    if not top:
        return FrontPage()
    blocks = [_block(section, order[section.pk], stories) for section in sections]
    return FrontPage(
        top[0], top[1 : 1 + SECONDARY], top[1 + SECONDARY :], [block for block in blocks if block]
    )


def _newest(language, sections):
    """Return the newest stories' keys by section, enough to fill its block when others took some."""
    stories = Article.objects.published()
    newest = _part(stories.filter(language=language), EVERYWHERE, TOP)
    spoken = stories.speaking(language)
    blocks = [_part(spoken.listed(section=s), s.pk, TOP + IN_BLOCK) for s in sections]
    parts = newest.union(*blocks, all=True)
    order = {section: [] for section in [EVERYWHERE, *(section.pk for section in sections)]}
    for _, pk, section in sorted(parts, reverse=True):
        order[section].append(pk)
    return order


def _part(stories, section, count):
    # SQLite takes no LIMIT inside a UNION, but it does inside an IN.
    newest = stories.newest_first().values("pk")[:count]
    return Article.objects.filter(pk__in=newest).values_list("published_at", "pk", Value(section))


def _load(pks):
    return Article.objects.published().for_cards().in_bulk(pks)


def _block(section, order, stories):
    """Take the newest stories that stand nowhere yet; the first with a picture leads them."""
    taken = [stories.pop(pk) for pk in order if pk in stories][:IN_BLOCK]
    if not taken:
        return None
    lead = next((story for story in taken if story.lead_picture_id), taken[0])
    return Block(section, lead, [story for story in taken if story is not lead])
