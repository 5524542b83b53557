"""Keep where old addresses lead: who comes first has them."""

from collections.abc import Iterable

from newsroom.models import OldAddress
from newsroom.oldlinks import addresses
from newsroom.press import pages


def remember(paths: Iterable[str], kind: str, new_id: int, source: str) -> list[str]:
    """Let addresses of an old site lead to the thing here that `kind` and `new_id` name, as `Moved` does.

    Returns those that lead elsewhere already, which they keep. Belongs into the transaction that brings the
    thing; a second time nothing is written.
    """
    return _keep(paths, source, kind=kind, new_id=new_id)


def lead(paths: Iterable[str], target: str, source: str) -> list[str]:
    """Let addresses of an old site lead to an address; return those that lead elsewhere already."""
    return _keep(paths, source, target=target)


def give_up(paths: Iterable[str], source: str) -> list[str]:
    """Say of addresses of an old site that they are gone for good; return those that lead somewhere."""
    return _keep(paths, source)


def _keep(paths, source, *, kind="", new_id=None, target=""):
    wanted = [path for path in dict.fromkeys(map(addresses.plain, paths)) if path != "/"]
    rows = {row.path: row for row in OldAddress.objects.filter(path__in=wanted)}
    leads = {"kind": kind, "new_id": new_id, "target": target}
    taken = [path for path, row in rows.items() if not _leads(row, leads)]
    back = [path for path in taken if (kind or target) and _is_given_up(rows[path], source)]
    new = [OldAddress(path=path, source=source, **leads) for path in wanted if path not in rows]
    if new:
        OldAddress.objects.bulk_create(new, ignore_conflicts=True)
    if back:
        OldAddress.objects.filter(path__in=back).update(**leads)
    if new or back:
        pages.move()
    return [path for path in taken if path not in back]


def _leads(row, leads):
    return all(getattr(row, name) == value for name, value in leads.items())


def _is_given_up(row, source):
    """Say whether an earlier import took this for gone; what an editor gave up stays so."""
    return not (row.kind or row.target) and row.source == source and row.created_by_id is None
