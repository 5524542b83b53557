"""Which block of a text became which."""

from collections.abc import Iterator

from articles.differences import matching
from articles.differences.blocks import Node

ALIKE = 0.4  # of their words, so that two blocks are taken for one that was changed
NEAR = 25  # how far from its place a changed block is looked for
MOST = 100_000  # pairs in one stretch; beyond that, blocks are only taken in their order

Aligned = tuple[Node | None, Node | None]


def align(old: list[Node], new: list[Node]) -> Iterator[Aligned]:
    """Return the blocks of both sides in reading order, beside one another where one became the other."""
    same = matching.matched([block.html for block in old], [block.html for block in new])
    old_from = new_from = 0
    for old_at, new_at in [*same, (len(old), len(new))]:
        yield from _changed(old[old_from:old_at], new[new_from:new_at])
        if old_at < len(old):
            yield old[old_at], new[new_at]
        old_from, new_from = old_at + 1, new_at + 1


def _changed(old, new):
    """Align a stretch in which no two blocks are the same: by their words, then by their places."""
    old_from = new_from = 0
    for old_at, new_at in [*_alike(old, new), (len(old), len(new))]:
        yield from _by_place(old[old_from:old_at], new[new_from:new_at])
        if old_at < len(old):
            yield old[old_at], new[new_at]
        old_from, new_from = old_at + 1, new_at + 1


def _alike(old, new):
    if len(old) * len(new) > MOST:
        return []
    slope = len(new) / max(len(old), 1)

    def gain(row, column):
        if abs(row * slope - column) > NEAR:
            return 0
        likeness = _likeness(old[row], new[column])
        return likeness if likeness >= ALIKE else 0

    return matching.heaviest(len(old), len(new), gain)


def _likeness(one, other):
    """Return how much two blocks have in common: 1 where all words are the same, 0 where none is."""
    total = one.bag.total() + other.bag.total()
    return 2 * (one.bag & other.bag).total() / total if total else 0


def _by_place(old, new):
    """Blocks that are nothing alike stand beside one another only where as many went as came."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    yield from ((block, None) for block in old)
    yield from ((None, block) for block in new)
