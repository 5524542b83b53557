"""Write categories, tags and authors of the old site down as the sections, topics and bylines that they become."""

from dataclasses import astuple, dataclass

from articles.models.section import DEEPEST
from newsroom.moving import longest
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.records import Author, Category, GuestAuthor, Meta, bare_slug
from newsroom.moving.texts import words

HIGHEST = 100  # categories around one another; more are a mistake


@dataclass(frozen=True, slots=True)
class Place:
    """A section or a topic as it will stand here; `around` is the slug of the category that it stands in."""

    slug: str
    name: str
    description: str = ""
    around: str = ""
    ours: Meta = ()

    @property
    def becomes(self) -> tuple:
        return astuple(self)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote for the old site: a byline here, never a login."""

    login: str
    name: str
    bio: str = ""
    ours: Meta = ()

    @property
    def becomes(self) -> tuple:
        return astuple(self)


def section(slug: str, name: str, index: Index) -> Place:
    """Return the section that a category becomes: as the file declares it, or else as an item names it."""
    found = index.category(slug)
    name = found.name if found else name
    return Place(
        slug,
        words.line(name, longest.SECTION) or words.shorten(slug, longest.SECTION),
        words.answer(found.description) if found else "",
        around(slug, index),
        _facts(found),
    )


def topic(slug: str, name: str, description: str = "", ours: Meta = ()) -> Place:
    """Return the topic that a tag becomes."""
    name = words.line(name, longest.TOPIC) or words.shorten(slug, longest.TOPIC)
    return Place(slug, name, words.answer(description), ours=ours)


def around(slug: str, index: Index) -> str:
    """Return the slug of the category in which this one will stand, no deeper than we print."""
    line = _line_above(slug, index)[: DEEPEST - 1]
    return line[-1] if line else ""


def is_flattened(slug: str, index: Index) -> bool:
    """Say whether a category will stand elsewhere than in the one that it stood in."""
    found = index.category(slug)
    return bool(found and found.parent) and words.slug(found.parent) != around(slug, index)


def person(name: str, index: Index, said: str = "") -> Person:
    """Return who has this login, or this slug in the addresses of the old site; `said` is how an item names them.

    A guest author who is linked to a login is the same person.
    """
    guest = index.guest_author(name)
    bare = bare_slug(name)
    author = index.author((guest and guest.linked_account) or name) or index.author(bare)
    return Person(
        author.login if author else guest.slug if guest else bare,
        words.byline(
            _name(author, guest) or said, author.login if author else bare, longest.BYLINE
        ),
        words.answer(guest.biography) if guest else "",
        _facts(guest),
    )


def _facts(found: Category | GuestAuthor | None) -> Meta:
    return found.ours if found else ()


def _name(author: Author | None, guest: GuestAuthor | None) -> str:
    return (guest.name if guest else "") or (author.name if author else "")


def _line_above(slug: str, index: Index) -> list[str]:
    """Return the categories around one, outermost first; none where they stand in a circle."""
    above: list[str] = []
    category: Category | None = index.category(slug)
    while category and category.parent and (outer := index.category(category.parent)):
        parent = words.slug(outer.slug) or outer.name
        if parent in (slug, *above) or len(above) == HIGHEST:
            return []
        above.append(parent)
        category = outer
    return above[::-1]
