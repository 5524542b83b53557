"""Write a page of the old site down as the lasting page that it becomes here."""

from collections import Counter
from dataclasses import dataclass, fields

from articles import slugs
from newsroom.moving import longest
from newsroom.moving.bringing import remarks
from newsroom.moving.bringing.asking import Asking
from newsroom.moving.bringing.remarks import Standing
from newsroom.moving.bringing.stories import UNTITLED
from newsroom.moving.ours import cards, openings, places
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.records import Item, Meta
from newsroom.moving.texts import dates, mending, words

DEEPEST = 6  # pages inside one another
HIDDEN = "readers do not see it"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A lasting page as it will stand here; `path` is the one it would have if nobody else had it."""

    title: str
    path: str
    body: str
    is_public: bool
    markup: str
    ours: Meta = ()

    @property
    def becomes(self) -> tuple:
        """Return all that counts when two of them are compared."""
        return tuple(getattr(self, each.name) for each in fields(self))


def of(item: Item, asking: Asking) -> tuple[Leaf, Counter[tuple[str, str]]]:
    """Return the lasting page that a page becomes, and what is to be said about it."""
    body, notes = asking.body(item)
    body = cards.with_titles(item.ours, body)
    title, mended = mending.title(item.title)
    title = words.shorten(title, longest.PAGE) or words.opening(body) or UNTITLED
    title = openings.title(item, longest.PAGE) or title
    out_at = dates.moment(item.date_gmt, item.date, asking.zone, item.pub_date)
    standing, said = remarks.standing(item, out_at)
    notes += Counter({(HIDDEN, why or standing): 1 for why in said})
    is_public = standing == Standing.PUBLIC
    path = places.path(item.ours) or _path(item, title, asking.index)
    leaf = Leaf(title, path, body, is_public, item.body, item.ours)
    return leaf, notes + mended + remarks.notes(item, title)


def _path(item: Item, title: str, index: Index) -> str:
    """Return the path that follows from a page's slug and those of the pages around it."""
    parts = [words.slug(item.slug) or title]
    seen, parent = {item.old_id}, item.parent
    while (outer := index.page(parent)) and parent not in seen and len(parts) < DEEPEST:
        seen.add(parent)
        slug, parent = outer
        parts.insert(0, words.slug(slug))
    path = "/".join(slugs.slugify(part) for part in parts if part)[: longest.PATH].rstrip("-/")
    return path if path[:1].isalpha() else f"page-{path}"[: longest.PATH]
