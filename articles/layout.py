"""Which story stands where: what is pinned in its place, the newest in the rest."""

from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

Story = TypeVar("Story", bound=Hashable)
LEAD = 0


class Pinned(NamedTuple):
    """The key of a story that an editor put somewhere, and whether it may stand elsewhere on the page too."""

    pk: int
    twice: bool = False


Pins = Mapping[int, Pinned]  # by place


def fill(pinned: Mapping[int, Story], newest: Iterable[Story], count: int) -> list[Story | None]:
    """Return what stands in each place: what is pinned there, else the newest that is pinned nowhere here."""
    held = set(pinned.values())
    free = (story for story in newest if story not in held)
    return [pinned[place] if place in pinned else next(free, None) for place in range(count)]


def top(pins: Pins, newest: Iterable[int], count: int) -> list[int]:
    """Return what stands above all blocks."""
    return _closed(fill(_keys(pins), newest, count))


def blocks(
    above: set[int],
    pins: Mapping[int, Pins],
    newest: Mapping[int, Iterable[int]],
    count: int,
) -> dict[int, list[int]]:
    """Return what stands in the block of each section: nothing that stands in another or above.

    Only what an editor said may stand twice does; such a story of the top is not in `above`.
    """
    taken = set(above)
    wanted = {pin.pk for row in pins.values() for place, pin in row.items() if place < count}
    stand = {}
    for section, row in pins.items():
        own = {place: pin for place, pin in row.items() if pin.twice or pin.pk not in taken}
        free = (pk for pk in newest[section] if pk not in taken and pk not in wanted)
        stand[section] = _closed(fill(_keys(own), free, count))
        taken |= set(stand[section]) - twice(own)
    return stand


def _keys(pins):
    return {place: pin.pk for place, pin in pins.items()}


def twice(pins: Pins) -> set[int]:
    """Return the keys of the stories that may stand elsewhere on the page too."""
    return {pin.pk for pin in pins.values() if pin.twice}


def _closed(row):
    """Return a row without its gaps: a young paper has fewer stories than places."""
    return [pk for pk in row if pk is not None]
