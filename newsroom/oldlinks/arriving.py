"""The old addresses of what an import has just brought."""

from collections.abc import Iterator
from itertools import islice

from newsroom.models import Moved
from newsroom.moving import longest
from newsroom.moving.reading.records import Author, Category, Item, Record, Site, Tag
from newsroom.moving.texts import words
from newsroom.oldlinks import deriving, keeping
from newsroom.oldlinks.keeping import Leads

IN_THE_TRASH = "trash"
ITEMS = {"post", "page"}  # files bring their addresses along themselves
AT_ONCE = 500


def of_record(record: Record, site: Site, source: str) -> list[str]:
    """Keep the addresses of what a record was brought as; return those that lead elsewhere already.

    What the old site had thrown away is gone here too. Belongs into the transaction that brings it.
    """
    match record:
        case Item() if record.kind in ITEMS:
            return _of_item(record, site, source)
        case Category():
            old_id = words.slug(record.slug) or record.name
            return _of("category", old_id, deriving.of_category(record, site), source)
        case Tag():
            old_id = words.slug(record.slug) or record.name
            return _of("tag", old_id, deriving.of_tag(record, site), source)
        case Author():
            old_id = record.login or record.name
            return _of("author", old_id, deriving.of_author(record, site), source)
    return []


def of_lists(site: Site, source: str) -> list[str]:
    """Keep the addresses of the old front page and of every list, those too that only posts named."""
    taken = keeping.lead(deriving.of_site(site), "/", source)
    found = _of_lists(site, source)
    while some := list(islice(found, AT_ONCE)):
        taken += keeping.remember_all(some, source)
    return taken


def _of_item(item, site, source):
    paths = deriving.of_item(item, site)
    if item.status == IN_THE_TRASH:
        return keeping.give_up(paths, source)
    return _of(item.kind, item.old_id, paths, source)


def _of(kind, old_id, paths, source):
    moved = Moved.objects.filter(source=source, kind=kind, old_id=old_id[: longest.OLD_ID])
    new_id = moved.values_list("new_id", flat=True).first() if paths else None
    return keeping.remember(paths, kind, new_id, source) if new_id else []


def _of_lists(site: Site, source: str) -> Iterator[tuple[str, Leads]]:
    derive = {
        "category": lambda name: deriving.of_category(Category("", name, "", "", ""), site),
        "tag": lambda name: deriving.of_tag(Tag("", name, "", ""), site),
        "author": lambda name: deriving.of_author(Author("", name, "", "", "", ""), site),
    }
    moved = Moved.objects.filter(source=source, kind__in=derive).order_by("pk")
    for row in moved.iterator(chunk_size=AT_ONCE):
        for path in derive[row.kind](row.old_id):
            yield path, Leads(row.kind, row.new_id)
