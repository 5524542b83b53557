"""What a process remembers of an edition, because every page of it says the same."""

from collections.abc import Callable, Hashable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from newsroom.press import due, front, moment

UNKNOWN = (None, None)
MOST_SAID = 200  # parts, of a few kilobytes each

_said: dict[Hashable, Any] = {}

_of_page: ContextVar[tuple | None] = ContextVar("stamp of the page", default=None)


def per_edition(key: Hashable, function: Callable[[], Any]) -> Any:
    """Return what `function()` says, asked once until something changes: by a write, or by time alone.

    Whoever gets it shares it with everybody and must not change it. Where nobody keeps finished pages, as in
    a command, nothing is remembered either.
    """
    if moment.asked():
        return function()  # an editor looks ahead: what they see is nobody else's
    # Asked before the function, so that what changes meanwhile is asked for again.
    stamp = _of_page.get() or _stamp()
    if stamp == UNKNOWN:
        return function()
    return front.remember(key, stamp, function)


def while_same(shows: Hashable, function: Callable[[], Any]) -> Any:
    """Return what `function()` says, asked once for as long as `shows`, all that it says something of, is equal."""
    if moment.asked():
        return function()
    said = _said.get(shows)
    if said is None:
        if len(_said) >= MOST_SAID:
            _said.clear()
        said = _said[shows] = function()
    return said


@contextmanager
def one_page(number: int | None):
    """Let everything on a page be of the edition of this number, in which it was begun; nothing of it asks again."""
    token = _of_page.set(_stamp_of(number))
    try:
        yield
    finally:
        _of_page.reset(token)


def _stamp():
    return _stamp_of(front.current_edition())


def _stamp_of(number):
    if number is None:
        return UNKNOWN
    return number, front.once_per_edition(number, due.next_due)
