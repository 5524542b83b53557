"""Keep where old addresses lead: who comes first has them."""

from collections.abc import Iterable
from typing import NamedTuple

from newsroom.models import OldAddress
from newsroom.oldlinks import addresses
from newsroom.press import pages


class Leads(NamedTuple):
    """To what an address leads: a thing here as `Moved` names it, an address, or nothing any more."""

    kind: str = ""
    new_id: int | None = None
    target: str = ""


GONE = Leads()
FILES = {"picture", "file"}


def remember(paths: Iterable[str], kind: str, new_id: int, source: str) -> list[str]:
    """Let addresses of an old site lead to the thing here that `kind` and `new_id` name, as `Moved` does.

    Returns those that lead elsewhere already, which they keep. Belongs into the transaction that brings the
    thing; a second time nothing is written.
    """
    return remember_all(((path, Leads(kind, new_id)) for path in paths), source)


def lead(paths: Iterable[str], target: str, source: str) -> list[str]:
    """Let addresses of an old site lead to an address; return those that lead elsewhere already."""
    return remember_all(((path, Leads(target=target)) for path in paths), source)


def give_up(paths: Iterable[str], source: str) -> list[str]:
    """Say of addresses of an old site that they are gone for good; return those that lead somewhere."""
    return remember_all(((path, GONE) for path in paths), source)


def remember_all(found: Iterable[tuple[str, Leads]], source: str) -> list[str]:
    """Let each address of an old site lead where it is paired with; return those that lead elsewhere already."""
    wanted, taken = _each_once(found)
    rows = {row.path: row for row in OldAddress.objects.filter(path__in=wanted)}
    others = {path: row for path, row in rows.items() if _leads(row) != wanted[path]}
    better = [path for path, row in others.items() if _is_better(wanted[path], row, source)]
    for path in better:
        OldAddress.objects.filter(path=path).update(**wanted[path]._asdict())
    new = [
        OldAddress(path=path, source=source, **leads._asdict())
        for path, leads in wanted.items()
        if path not in rows
    ]
    if new:
        OldAddress.objects.bulk_create(new, ignore_conflicts=True)
    if new or better:
        pages.move()
    return taken + [path for path in others if path not in better]


def _each_once(found):
    wanted: dict[str, Leads] = {}
    taken = []
    for path, leads in found:
        path = addresses.plain(path)
        if path != "/" and wanted.setdefault(path, leads) != leads:
            taken.append(path)
    return wanted, taken


def _leads(row):
    return Leads(row.kind, row.new_id, row.target)


def _is_better(leads, row, source):
    """Say whether an import knows more now: what it took for gone is here, or the file and not just its story.

    What an editor wrote down, and what came from another site, stays.
    """
    if row.source != source or row.created_by_id:
        return False
    before = _leads(row)
    return (before == GONE) or (leads.kind in FILES and before.kind not in FILES)
