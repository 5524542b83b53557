"""Long lists, a page at a time, found by the key of a neighbour: far back costs what in front costs."""

from dataclasses import dataclass

from django.http import Http404

from articles import layout

SIZE = 20
LONGEST_KEY = 18  # digits that every database's integers can hold


@dataclass(frozen=True)
class Listing:
    """One page of rows, newest first; `here`, `newer` and `older` are what to add to the address."""

    rows: list
    here: str = ""
    newer: str = ""
    older: str = ""


def page(rows, params, pinned=None) -> Listing:
    """Return the page of a timeline that `?before=` or `?after=` asks for, the first one by default.

    What is `pinned` to a place stands there on the first page, and nowhere else in the list.
    """
    pinned = pinned or {}
    if pinned:
        rows = rows.exclude(pk__in={row.pk for row in pinned.values()})
    if "after" in params:
        return _after(rows, _neighbour(rows, params["after"]), pinned)
    if "before" in params:
        return _before(rows, _neighbour(rows, params["before"]))
    return _first(rows, pinned)


def _first(rows, pinned):
    room = SIZE - len(pinned)
    found = list(rows.newest_first()[: room + 1])
    shown = layout.fill(pinned, found[:room], SIZE)
    return Listing([row for row in shown if row is not None], older=_older(found, room))


def _before(rows, neighbour):
    found = list(rows.before(neighbour).newest_first()[: SIZE + 1])
    if not found:
        raise Http404("Nothing is older.")
    return Listing(found[:SIZE], f"?before={neighbour.pk}", _newer(found), _older(found))


def _after(rows, neighbour, pinned):
    found = list(rows.after(neighbour).oldest_first()[: SIZE + 1])
    if len(found) <= SIZE:
        return _first(rows, pinned)
    shown = found[SIZE - 1 :: -1]
    older = f"?before={shown[-1].pk}"
    return Listing(shown, f"?after={neighbour.pk}", _newer(shown), older)


def _older(found, room=None):
    room = room or SIZE
    return f"?before={found[room - 1].pk}" if len(found) > room else ""


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
