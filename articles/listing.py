"""Long lists, a page at a time, found by the key of a neighbour: far back costs what in front costs."""

from dataclasses import dataclass

from django.http import Http404

SIZE = 20
LONGEST_KEY = 18  # digits that every database's integers can hold


@dataclass(frozen=True)
class Listing:
    """One page of rows, newest first; `here`, `newer` and `older` are what to add to the address."""

    rows: list
    here: str = ""
    newer: str = ""
    older: str = ""


def page(rows, params) -> Listing:
    """Return the page of a timeline that `?before=` or `?after=` asks for, the first one by default."""
    if "after" in params:
        return _after(rows, _neighbour(rows, params["after"]))
    if "before" in params:
        return _before(rows, _neighbour(rows, params["before"]))
    return _first(rows)


def _first(rows):
    found = list(rows.newest_first()[: SIZE + 1])
    return Listing(found[:SIZE], older=_older(found))


def _before(rows, neighbour):
    found = list(rows.before(neighbour).newest_first()[: SIZE + 1])
    if not found:
        raise Http404("Nothing is older.")
    return Listing(found[:SIZE], f"?before={neighbour.pk}", _newer(found), _older(found))


def _after(rows, neighbour):
    found = list(rows.after(neighbour).oldest_first()[: SIZE + 1])
    if len(found) <= SIZE:
        return _first(rows)
    shown = found[SIZE - 1 :: -1]
    older = f"?before={shown[-1].pk}"
    return Listing(shown, f"?after={neighbour.pk}", _newer(shown), older)


def _older(found):
    return f"?before={found[SIZE - 1].pk}" if len(found) > SIZE else ""


def _newer(found):
    return f"?after={found[0].pk}"


def _neighbour(rows, key):
    # Any row will do, also a story that readers no longer have: only its place in time is used.
    if not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY):
        raise Http404("This is no key.")
    neighbour = rows.model.objects.with_moment().filter(pk=key).only(rows.moment).first()
    if neighbour is None:
        raise Http404("Nothing has this key.")
    return neighbour
