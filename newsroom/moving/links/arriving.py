"""The old addresses of what an import has just brought."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from newsroom.models import Moved
from newsroom.moving import longest
from newsroom.moving.links import deriving
from newsroom.moving.reading.records import Attachment, Author, Category, Item, Record, Site, Tag
from newsroom.moving.texts import words
from newsroom.oldlinks import keeping
from newsroom.oldlinks.keeping import GONE, Leads

IN_THE_TRASH = "trash"
ITEMS = ("post", "page")  # files that were brought bring their addresses along themselves
AT_ONCE = 500

Known = tuple[str, str]  # the kind and the id of something on the old site, as `Moved` has them


def of(records: Iterable[Record], site: Site, source: str) -> list[str]:
    """Keep the addresses of what records were brought as; return those that lead elsewhere already.

    What the old site had thrown away is gone here too. Belongs into the transaction that brings the records.
    """
    known = [(each, _known_as(each)) for each in records]
    here = _here({key for _, key in known if key}, source)
    found = chain.from_iterable(_leads(each, key, here, site) for each, key in known if key)
    return keeping.remember_all(found, source)


def of_lists(site: Site, source: str) -> list[str]:
    """Keep the addresses of the old front page and of every list, those too that only posts named."""
    taken = keeping.lead(deriving.of_site(site), "/", source)
    for some in _batches(_of_lists(site, source)):
        taken += keeping.remember_all(some, source)
    return taken


def of_files(attachments: Iterable[Attachment], site: Site, source: str) -> None:
    """Let the pages of pictures and files lead to the story in which they stood, where they were not brought."""
    for some in _batches(each for each in attachments if each.parent):
        here = _here({(kind, each.parent) for each in some for kind in ITEMS}, source)
        keeping.remember_all(_to_what_is_around(some, here, site), source)


def _known_as(record: Record) -> Known | None:
    match record:
        case Item() if record.kind in ITEMS:
            return record.kind, record.old_id
        case Category():
            return "category", words.slug(record.slug) or record.name
        case Tag():
            return "tag", words.slug(record.slug) or record.name
        case Author():
            return "author", record.login or record.name
    return None


def _here(known: set[Known], source: str) -> dict[Known, Leads]:
    if not known:
        return {}
    ids = {old_id[: longest.OLD_ID] for _, old_id in known}
    kinds = {kind for kind, _ in known}
    moved = Moved.objects.filter(source=source, kind__in=kinds, old_id__in=ids)
    return {(row.kind, row.old_id): Leads(row.kind, row.new_id) for row in moved}


def _leads(
    record: Record, known: Known, here: dict[Known, Leads], site: Site
) -> Iterator[tuple[str, Leads]]:
    kind, old_id = known
    leads = here.get((kind, old_id[: longest.OLD_ID]))
    if isinstance(record, Item) and record.status == IN_THE_TRASH and not leads:
        leads = GONE
    if leads is not None:
        yield from ((path, leads) for path in deriving.of_record(record, site))


def _to_what_is_around(attachments: Iterable[Attachment], here: dict[Known, Leads], site: Site):
    for each in attachments:
        found = (here.get((kind, each.parent)) for kind in ITEMS)
        if leads := next(filter(None, found), None):
            yield from ((path, leads) for path in deriving.of_page_of_file(each, site))


def _of_lists(site: Site, source: str) -> Iterator[tuple[str, Leads]]:
    moved = Moved.objects.filter(source=source, kind__in=("category", "tag", "author"))
    for row in moved.order_by("pk").iterator(chunk_size=AT_ONCE):
        for path in deriving.of_list(row.kind, row.old_id, site):
            yield path, Leads(row.kind, row.new_id)


def _batches(things: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some
