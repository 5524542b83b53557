"""Addresses that the site answers with another one, or with "gone for good"."""

import csv
from collections.abc import Callable, Iterator
from typing import TextIO

from django.db.models import Model, QuerySet

from articles.models import (
    Article,
    Contributor,
    Document,
    FormerSlug,
    OldSlug,
    Page,
    Picture,
    Section,
    Tag,
)
from comments.models import Comment
from newsroom.models import OldAddress
from newsroom.moving.leaving import rows
from newsroom.oldlinks import leading

KINDS: dict[str, type[Model]] = {
    "post": Article,
    "page": Page,
    "category": Section,
    "tag": Tag,
    "author": Contributor,
    "comment": Comment,
    "picture": Picture,
    "file": Document,
}


def _stories() -> QuerySet[Article]:
    """Return the stories whose addresses readers know: those that they have, and those that they were refused."""
    return Article.objects.published() | Article.objects.withdrawn()


KNOWN: dict[str, Callable[[], QuerySet]] = {"post": _stories, "page": Page.objects.public}


def write(file: TextIO) -> int:
    """Write a line for each address that leads elsewhere, and return how many there are."""
    writer = csv.writer(file)
    writer.writerow(("path", "target"))
    return sum(1 for _ in map(writer.writerow, _lines()))


def _lines() -> Iterator[tuple[str, str]]:
    yield from _of_stories()
    yield from _of_places()
    yield from _of_old_sites()


def _of_stories():
    """Yield what led to a story before its slug was changed."""
    old_slugs = OldSlug.objects.filter(article__in=_stories())
    for old in rows.each(old_slugs.select_related("article").defer("article__rendered_body")):
        target = old.article.get_absolute_url()
        old.article.slug = old.slug
        yield old.article.get_absolute_url(), target


def _of_places():
    for former in rows.each(FormerSlug.objects.select_related("section", "tag", "contributor")):
        place = former.section or former.tag or former.contributor
        target = place.get_absolute_url()
        place.slug = former.slug
        yield place.get_absolute_url(), target


def _of_old_sites():
    """Yield what the sites were asked for that came in here; what is gone for good leads nowhere.

    What readers do not have is passed over: where it will stand one day would tell of it.
    """
    for some in rows.some(OldAddress.objects.all()):
        here = {kind: _here(model, some, kind) for kind, model in KINDS.items()}
        for old in some:
            target = here.get(old.kind, {}).get(old.new_id, _end(old.target))
            if target is not None:
                yield old.path, target


def _here(model, some, kind):
    """Return where things stand by their keys, None for those that readers do not have."""
    keys = [old.new_id for old in some if old.kind == kind]
    found = model.objects.in_bulk(keys) if keys else {}
    known = KNOWN[kind]().in_bulk(found) if found and kind in KNOWN else found
    return {key: _address(thing) if key in known else None for key, thing in found.items()}


def _end(target):
    """Return where an address leads in the end: whoever reads this file need not look for it."""
    try:
        return leading.end_of(target) or target
    except leading.Gone:
        return ""


def _address(thing):
    if not isinstance(thing, Picture):
        return thing.get_absolute_url()
    return thing.whole_at_most(max(thing.whole or thing.widths)) if thing.widths else ""
