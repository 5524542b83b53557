"""The old addresses of what an import has just brought."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from articles.models import Article, Page
from newsroom.models import Moved
from newsroom.moving import longest
from newsroom.moving.links import deriving
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.records import Attachment, Author, Category, Item, Record, Site, Tag
from newsroom.moving.texts import words
from newsroom.oldlinks import keeping
from newsroom.oldlinks.keeping import GONE, Leads

IN_THE_TRASH = "trash"
ITEMS = ("post", "page")  # files bring their addresses along themselves
AT_ONCE = 500

Became = Callable[[str], tuple[str, int] | None]  # the picture or file here, by its number there
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


def of_files(index: Index, site: Site, source: str, became: Became) -> None:
    """Let the pages of pictures and files lead to these, or to the story around them where they were not brought.

    So it is too where readers do not have that story: numbers are counted through, and names of files are not. With
    one that was thrown away before readers ever had it, they are gone: so WordPress answers.
    """
    for some in _batches(index.attachments()):
        parents = {each.parent for each in some}
        never_read = {each for each in parents if index.was_read_until_thrown_away(each) is False}
        around = dict.fromkeys((("post", each) for each in never_read), GONE)
        around |= _here({(kind, each) for each in parents for kind in ITEMS}, source)
        keeping.remember_all(_of_pages(some, around, became, site), source)


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


def _of_pages(
    attachments: Iterable[Attachment], here: dict[Known, Leads], became: Became, site: Site
):
    seen = _seen(here.values())
    for each in attachments:
        found = (here.get((kind, each.parent)) for kind in ITEMS)
        around = next(filter(None, found), None)
        file = became(each.old_id) if around is None or around in seen else None
        if leads := Leads(*file) if file else around:
            yield from ((path, leads) for path in deriving.of_page_of_file(each, site))


def _seen(things: Iterable[Leads]) -> set[Leads]:
    """Return those stories and pages that readers have."""
    keys = {kind: [each.new_id for each in things if each.kind == kind] for kind in ITEMS}
    found = {"post": Article.objects.published(), "page": Page.objects.public()}
    return {
        Leads(kind, key)
        for kind, rows in found.items()
        for key in rows.filter(pk__in=keys[kind]).values_list("pk", flat=True)
    }


def _of_lists(site: Site, source: str) -> Iterator[tuple[str, Leads]]:
    moved = Moved.objects.filter(source=source, kind__in=("category", "tag", "author"))
    for row in moved.order_by("pk").iterator(chunk_size=AT_ONCE):
        for path in deriving.of_list(row.kind, row.old_id, site):
            yield path, Leads(row.kind, row.new_id)


def _batches(things: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some
