"""Over which record an import fell, told by the error itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from newsroom.moving.bringing import survey
from newsroom.moving.reading.records import Item, Record


@contextmanager
def named(record: Record) -> Iterator[None]:
    """Let an error that nobody foresaw say which record it came from."""
    try:
        yield
    except Exception as error:
        error.add_note(_name(record))
        raise


def _name(record):
    said = record.title if isinstance(record, Item) else getattr(record, "name", "")
    return f"{survey.name_of(record)} {getattr(record, 'old_id', '')} “{said}”"
