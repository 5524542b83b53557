"""The paper in JSON: what it is called, its menus, what is pinned to its fronts, its newsletters and their issues."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from articles.models import Front, Slot
from comments.models import Rules
from newsletter.models import DigestRule, Issue, IssueArticle, Newsletter
from newsroom.models import Banner, Masthead, MenuItem
from newsroom.moving.leaving.documents import facts

FORMAT = 1  # of json/: one more when an older newsroom would not understand what is in it


def of() -> dict[str, Any]:
    """Return what the paper says of itself on every page, and its rules for comments."""
    return {
        "format": FORMAT,
        "masthead": facts.of(Masthead.current(), "id"),
        "menus": [facts.of(each, "id") for each in MenuItem.objects.all()],
        "banners": [facts.of(each, "id") for each in Banner.objects.all()],
        "comments": facts.of(Rules.current(), "id", "trusted_addresses"),
    }


def fronts() -> QuerySet:
    """Return the fronts and what editors pinned to them."""
    slots = Prefetch("slots", facts.with_names(Slot.objects.all()))
    return facts.with_names(Front.objects.all()).prefetch_related(slots)


def front(front: Front) -> dict[str, Any]:
    """Return a front with the stories that are pinned to it."""
    slots = [facts.of(slot, "id", "front") for slot in front.slots.all()]
    return facts.of(front, "id") | {"slots": slots}


def newsletters() -> QuerySet:
    """Return the newsletters and the rules by which they make issues."""
    rules = DigestRule.objects.prefetch_related("sections")
    return Newsletter.objects.prefetch_related(Prefetch("rules", rules))


def newsletter(newsletter: Newsletter) -> dict[str, Any]:
    """Return a newsletter with its digests."""
    return facts.of(newsletter, "id") | {"digests": list(map(_digest, newsletter.rules.all()))}


def issues() -> QuerySet:
    """Return the issues and the stories in them."""
    places = Prefetch("places", facts.with_names(IssueArticle.objects.all()))
    return facts.with_names(Issue.objects.all()).prefetch_related(places)


def issue(issue: Issue) -> dict[str, Any]:
    """Return an issue with its stories in their order."""
    address = issue.get_absolute_url() if issue.started_at else None
    stories = [facts.name(place.article) for place in issue.places.all()]
    return facts.of(issue) | {"address": address, "stories": stories}


def _digest(rule: DigestRule) -> dict[str, Any]:
    sections = [section.slug for section in rule.sections.all()]
    return facts.of(rule, "id", "newsletter") | {"sections": sections}
