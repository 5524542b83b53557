"""Sections, topics and bylines of an archive: brought when the file declares them, or when an item names them."""

from collections.abc import Callable, Iterable

from newsroom.moving.became import CHANGED, IMPORTED, UNCHANGED
from newsroom.moving.bringing import terms
from newsroom.moving.bringing.doors import Bylines, Named, Sections, Topics
from newsroom.moving.bringing.saving import Archive, Fate
from newsroom.moving.bringing.stories import Story
from newsroom.moving.bringing.storydoor import Places
from newsroom.moving.bringing.terms import Person, Place
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.records import Label
from newsroom.moving.texts import words


class Shelves:
    """What stories stand under, are about and are by; each is looked up once in a run."""

    def __init__(
        self,
        archive: Archive,
        index: Index,
        language: str,
        picture_of: Callable[[str], int | None],
    ):
        self.archive = archive
        self.index = index
        self.doors: dict[str, Named] = {
            "category": Sections(language, self.around),
            "tag": Topics(language),
            "author": Bylines(language, picture_of),
        }
        self.made: set[tuple[str, str]] = set()
        self._keys: dict[tuple[str, str], int | None] = {}

    def declare(self, kind: str, old_id: str, thing: Place | Person) -> Fate:
        """Bring what the file declares, and return what became of it in this run."""
        fate = self.archive.bring(kind, old_id, thing, self.doors[kind])
        self._keys[kind, old_id] = fate.key
        if fate.outcome == IMPORTED:
            self.made.add((kind, old_id))
        if fate.outcome in (CHANGED, UNCHANGED) and (kind, old_id) in self.made:
            return Fate(IMPORTED, key=fate.key)  # an item that stood before it had named it
        return fate

    def places(self, story: Story) -> Places:
        """Return the keys of what a story stands under, is about and is by; what editors deleted is left out."""
        return Places(
            _different(self.section(*named(label)) for label in story.sections),
            _different(self.topic(*named(label)) for label in story.tags),
            _different(self.writer(*named(label)) for label in story.writers),
        )

    def section(self, slug: str, name: str) -> int | None:
        return self._key("category", slug, lambda: terms.section(slug, name, self.index))

    def topic(self, slug: str, name: str) -> int | None:
        return self._key("tag", slug, lambda: terms.topic(slug, name))

    def writer(self, name: str, said: str) -> int | None:
        person = terms.person(name, self.index, said)
        return self._key("author", person.login, lambda: person)

    def around(self, slug: str) -> int | None:
        """Return the key of the section in which another stands."""
        return self.section(slug, slug) if slug else None

    def _key(self, kind, old_id, thing):
        key = kind, old_id
        if key not in self._keys:
            brought, self._keys[key] = self.archive.key(kind, old_id, self.doors[kind])
            if not brought:
                self.declare(kind, old_id, thing())
        return self._keys[key]


def named(label: Label) -> tuple[str, str]:
    """Return by what a term is known, and how the item writes it."""
    return words.slug(label.slug) or label.name, label.name


def _different(keys: Iterable[int | None]) -> list[int]:
    """Return the keys without those of deleted things, each once, in their order."""
    return list(dict.fromkeys(key for key in keys if key is not None))
