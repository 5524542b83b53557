"""How a thing of each kind is brought into the house, through its app's own verbs, and known again later."""

from collections.abc import Callable
from typing import Any, Protocol

from django.db import models

from articles import paths, publishing, slugs
from articles.models import Contributor, Page, Section, Tag
from newsroom.moving.bringing.identity import fingerprint
from newsroom.moving.bringing.leaves import Leaf
from newsroom.moving.bringing.terms import Person, Place
from newsroom.moving.ours import places


class Known(Protocol):
    """How things of one kind are known again."""

    def version(self, here: Any) -> int:
        """Return the number of what the thing says now."""

    def objection(self, here: Any) -> str:
        """Say why the thing here stays as it is whatever the old site says, or nothing."""


class Door(Known, Protocol):
    """How things of one kind come in."""

    def find(self, key: int) -> Any | None:
        """Return the thing here, None where it was deleted."""

    def make(self, thing: Any) -> tuple[int, int | None]:
        """Bring something new; return its key and version, None for what the paper had before."""

    def renew(self, here: Any, thing: Any) -> None:
        """Let the thing here say what the old site says now."""


class Named:
    """Sections, topics and bylines; what the paper has already by that slug and name is not doubled."""

    def __init__(self, model: type[models.Model], language: str, save: Callable[[Any], object]):
        self.model = model
        self.language = language
        self.save = save

    def find(self, key):
        return self.model.objects.filter(pk=key).first()

    def version(self, here):
        return fingerprint(*(getattr(here, name) for name in self.says))

    def objection(self, here):
        return ""

    def make(self, thing):
        new = self.model(language=self.language, slug=slugs.slugify(self.wanted(thing)))
        self.fill(new, thing)
        others = self.model.objects
        if same := others.filter(slug=new.slug, name__iexact=new.name).first():
            return same.pk, None
        new.slug = slugs.first_free(new.slug, lambda slug: others.filter(slug=slug).exists())
        self.save(new)
        return new.pk, self.version(new)

    def renew(self, here, thing):
        self.fill(here, thing)
        self.save(here)


class Topics(Named):
    says = ("name", "slug", "description")

    def __init__(self, language: str):
        super().__init__(Tag, language, publishing.save_named)

    def wanted(self, thing: Place) -> str:
        return thing.slug

    def fill(self, row: Tag, thing: Place):
        row.name, row.description = thing.name, thing.description
        places.fill_topic(row, thing.ours)


class Sections(Named):
    says = ("name", "slug", "description", "parent_id", "position", "on_front")

    def __init__(self, language: str, around: Callable[[str], int | None]):
        super().__init__(Section, language, publishing.save_section)
        self.around = around

    def wanted(self, thing: Place) -> str:
        return thing.slug

    def make(self, thing):
        self.around(thing.around)  # or it would come while this one is half made
        return super().make(thing)

    def fill(self, row: Section, thing: Place):
        row.name, row.description = thing.name, thing.description
        row.parent_id = self.around(thing.around)
        if not row.pk:
            # An archive may have more categories than a front page has room for: editors choose.
            row.on_front = False
        places.fill_section(row, thing.ours)


class Bylines(Named):
    says = ("name", "slug", "bio", "role", "user_id", "picture_id")

    def __init__(self, language: str, picture_of: Callable[[str], int | None]):
        super().__init__(Contributor, language, publishing.save_named)
        self.picture_of = picture_of

    def wanted(self, thing: Person) -> str:
        return thing.login if thing.ours else thing.name

    def fill(self, row: Contributor, thing: Person):
        row.name, row.bio = thing.name, thing.bio
        places.fill_byline(row, thing.ours, self.picture_of)


class Pages:
    """Lasting pages; where the path is taken they stand at the next that is free."""

    says = ("title", "path", "body", "language", "is_public")

    def __init__(self, language: str):
        self.language = language

    def find(self, key):
        return Page.objects.filter(pk=key).first()

    def version(self, here):
        return fingerprint(*(getattr(here, name) for name in self.says))

    def objection(self, here):
        return ""

    def make(self, leaf: Leaf):
        page = Page(language=self.language)
        self.renew(page, leaf)
        return page.pk, self.version(page)

    def renew(self, page: Page, leaf: Leaf):
        for name in ("title", "body", "is_public"):
            setattr(page, name, getattr(leaf, name))
        places.fill_page(page, leaf.ours)
        page.path = paths.first_free(leaf.path, page)
        publishing.save_page(page)
