"""Numbers by day as a line that a template draws: where it goes, and what its ends say."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

WIDE, HIGH = 600, 120


@dataclass(frozen=True)
class Line:
    """A line in a field of `WIDE` by `HIGH`; `low` and `high` are the numbers at its lower and upper edge."""

    points: str
    low: int
    high: int
    first: datetime.date
    last: datetime.date
    gained: int


def line(days: Sequence[tuple[datetime.date, int]]) -> Line | None:
    """Return the line through these days, or None where there is no line: for fewer than two of them."""
    if len(days) < 2:
        return None
    numbers = [number for _day, number in days]
    low, high = _edges(numbers)
    (first, begins), (last, ends) = days[0], days[-1]
    span = (last - first).days
    points = " ".join(
        f"{WIDE * (day - first).days / span:.1f},{HIGH - HIGH * (number - low) / (high - low):.1f}"
        for day, number in days
    )
    return Line(points, low, high, first, last, ends - begins)


def _edges(numbers):
    """Begin at nothing, unless the line would then lie flat at the upper edge."""
    low, high = min(numbers), max(numbers)
    if low * 2 < high or low == high:
        low = 0
    return low, max(high, low + 1)
