"""How an item stood on the old site, how it will stand here, and what colleagues are told about that."""

import datetime
from collections import Counter
from enum import StrEnum

from django.utils.translation import gettext as _

from newsroom.moving.reading.records import Item

STICKY = "stood at the top of the old site"
ELSEWHERE = "in a list that is not brought along"
OURS = frozenset({"category", "post_tag", "tag", "author"})


class Standing(StrEnum):
    """Whether readers get an item; one that was scheduled is decided when it is brought."""

    PUBLIC = "public"
    SCHEDULED = "scheduled"
    WAITING = "waiting"
    DRAFT = "draft"
    HIDDEN = "hidden"  # it was out, but not for everybody

    @property
    def has_a_time(self) -> bool:
        return self not in (Standing.WAITING, Standing.DRAFT)


def standing(item: Item, out_at: datetime.datetime | None) -> tuple[Standing, list[str]]:
    """Return how an item will stand here, and what is to be remarked about that."""
    locked = [_("On the old site it was protected by a password.")] if item.password else []
    if item.status in ("draft", "pending"):
        return Standing.DRAFT if item.status == "draft" else Standing.WAITING, locked
    if locked:
        return Standing.HIDDEN, locked
    if item.status == "private":
        return Standing.HIDDEN, [_("On the old site it was private.")]
    if item.status not in ("publish", "future"):
        said = _("On the old site its status was “%(status)s”.") % {"status": item.status}
        return Standing.HIDDEN, [said]
    if not out_at:
        return Standing.HIDDEN, [_("The old site did not say when it was published.")]
    return Standing.SCHEDULED if item.status == "future" else Standing.PUBLIC, []


def missed() -> str:
    """Say of a story that was scheduled that its time came before it was here."""
    return _("On the old site it was scheduled, and its time has passed.")


def notes(item: Item, title: str) -> Counter[tuple[str, str]]:
    """Return what an item was on the old site that has no place here."""
    found: Counter[tuple[str, str]] = Counter()
    if item.sticky:
        found[STICKY, title] += 1
    for label in item.labels:
        if label.domain not in OURS:
            found[ELSEWHERE, f"{label.domain}: {label.name or label.slug}"] += 1
    return found
