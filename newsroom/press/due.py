"""When time alone changes a public page."""

from collections.abc import Callable
from datetime import datetime

_due: list[Callable[[], datetime | None]] = []


def register_due(function: Callable[[], datetime | None]) -> Callable[[], datetime | None]:
    """Let `function()` say, in one cheap query, when time alone next changes a public page."""
    if function not in _due:
        _due.append(function)
    return function


def next_due() -> datetime | None:
    """Return the next moment at which a public page changes though nobody writes anything."""
    return min((moment for function in _due if (moment := function())), default=None)
