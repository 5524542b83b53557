"""Which items of two rows are the same, in time that hardly grows faster than the rows."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence

# What is looked at piece by piece: a stretch of which the sides multiply to no more than this.
LARGEST = 40_000
DEEPEST = 12  # stretches inside one another

Stretch = tuple[int, int, int, int]


def matched(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return which item of the one is which of the other, in order; it need not be the most there are.

    What is rare holds the two together (words that come once on both sides), and what stands between is
    compared closely where it is short. So each step costs what the rows are long, and there are few.
    """
    pairs: list[tuple[int, int]] = []
    stretches = [(0, 0, len(old), 0, len(new))]
    while stretches:
        depth, *stretch = stretches.pop()
        ends, inner = _ends(old, new, *stretch)
        anchors = _anchors(old, new, inner) if depth < DEEPEST else []
        pairs += ends + (anchors or _closely(old, new, inner))
        if anchors:
            stretches += [(depth + 1, *between) for between in _between(anchors, inner)]
    return sorted(pairs)


def _ends(old, new, old_from, old_to, new_from, new_to):
    """Take off what two stretches begin and end with alike."""
    pairs = []
    while old_from < old_to and new_from < new_to and old[old_from] == new[new_from]:
        pairs.append((old_from, new_from))
        old_from, new_from = old_from + 1, new_from + 1
    while old_from < old_to and new_from < new_to and old[old_to - 1] == new[new_to - 1]:
        old_to, new_to = old_to - 1, new_to - 1
        pairs.append((old_to, new_to))
    return pairs, (old_from, old_to, new_from, new_to)


def _anchors(old, new, stretch: Stretch):
    """Return what comes once on both sides, as much of it as stands in one order."""
    old_from, old_to, new_from, new_to = stretch
    once = _once(old[old_from:old_to]) & _once(new[new_from:new_to])
    place = {item: at for at, item in enumerate(new[new_from:new_to], new_from) if item in once}
    found = [(at, place[old[at]]) for at in range(old_from, old_to) if old[at] in once]
    return _rising(found)


def _once(items):
    return {item for item, count in Counter(items).items() if count == 1}


def _rising(pairs):
    """Return the longest run of pairs of which the second numbers rise as the first do."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        before.append(ends[length - 1] if length else None)
        tops[length:], ends[length:] = [place, *tops[length + 1 :]], [number, *ends[length + 1 :]]
    return _walk(pairs, ends[-1] if ends else None, before)


def _walk(pairs, at, before):
    run = []
    while at is not None:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _between(anchors, stretch: Stretch):
    """Return the stretches before, between and after the anchors that have something on both sides."""
    old_from, old_to, new_from, new_to = stretch
    for old_at, new_at in [*anchors, (old_to, new_to)]:
        if old_at > old_from and new_at > new_from:
            yield old_from, old_at, new_from, new_at
        old_from, new_from = old_at + 1, new_at + 1


def _closely(old, new, stretch: Stretch):
    """Return the most that can be the same in a short stretch; nothing of a long one."""
    old_from, old_to, new_from, new_to = stretch
    height, width = old_to - old_from, new_to - new_from
    if height * width > LARGEST:
        return []

    def gain(row, column):
        return int(old[old_from + row] == new[new_from + column])

    return [(old_from + row, new_from + column) for row, column in heaviest(height, width, gain)]


def heaviest(height: int, width: int, gain) -> list[tuple[int, int]]:
    """Return the pairs in order of which `gain(row, column)` adds up to the most; no pair gains nothing."""
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    gains = {}
    for row in range(height - 1, -1, -1):
        for column in range(width - 1, -1, -1):
            worth = gains[row, column] = gain(row, column)
            skipped = max(best[row + 1][column], best[row][column + 1])
            taken = worth + best[row + 1][column + 1] if worth else 0
            best[row][column] = max(skipped, taken)
    return _way_through(best, gains, height, width)


def _way_through(best, gains, height, width):
    row = column = 0
    pairs = []
    while row < height and column < width:
        worth = gains[row, column]
        if worth and best[row][column] == worth + best[row + 1][column + 1]:
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return pairs
