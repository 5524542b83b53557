"""Which records of an archive are brought in one transaction."""

from collections.abc import Iterable, Iterator

from newsroom.moving.reading.records import Item, Record

# They begin at the same places of the files in every run, so that a run which was killed and started again
# brings the same things together.
AT_ONCE = 50
LARGEST = 4 << 20  # characters of their texts


def of(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Yield records by the dozen, fewer where they are large."""
    some: list[Record] = []
    size = 0
    for record in records:
        some.append(record)
        size += len(record.body) if isinstance(record, Item) else 0
        if len(some) == AT_ONCE or size > LARGEST:
            yield some
            some, size = [], 0
    if some:
        yield some
