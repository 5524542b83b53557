"""What the things that an export names are here."""

from collections.abc import Iterable
from functools import cached_property

from articles.models import Article, Section
from newsletter.models import Newsletter
from newsroom.moving.bringing.identity import Identities
from newsroom.moving.homecoming.export import Export
from newsroom.moving.leaving import numbers

NEWSLETTER = "newsletter"


class Names:
    """The stories, sections and newsletters to which others point, by the slugs that they have in the export."""

    def __init__(self, export: Export, identities: Identities):
        self.export, self.identities = export, identities

    def section(self, slug: str) -> int | None:
        """Return the key of a section here, None where it is not here."""
        moved = self.identities.find("category", slug) if slug else None
        return moved.new_id if moved and Section.objects.filter(pk=moved.new_id).exists() else None

    def newsletter(self, slug: str) -> Newsletter | None:
        """Return a newsletter here: what it became, or the paper's own at its address."""
        moved = self.identities.find(NEWSLETTER, slug)
        known = Newsletter.objects.filter(pk=moved.new_id).first() if moved else None
        return known or Newsletter.objects.filter(slug=slug).first()

    def stories(self, slugs: Iterable[str]) -> list[int | None]:
        """Return the keys of stories here in their order, None for each that is not here."""
        return [self._stories.get(slug) for slug in slugs]

    @cached_property
    def _stories(self) -> dict[str, int]:
        """The stories that are pinned or were sent, by their slugs there: few of all."""
        pointed = set(self._pointed())
        there = {
            str(numbers.of_post(Article, story["id"])): story["slug"]
            for story in self.export.things("stories")
            if story["slug"] in pointed
        }
        moved = self.identities.of("post", there)
        here = Article.objects.in_bulk([row.new_id for row in moved.values()])
        return {there[old_id]: row.new_id for old_id, row in moved.items() if row.new_id in here}

    def _pointed(self):
        for front in self.export.things("fronts"):
            yield from (slot["article"] for slot in front["slots"])
        for issue in self.export.things("issues"):
            yield from issue["stories"]
