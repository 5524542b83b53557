"""Rows by their keys, some at a time: however many there are, few are in memory."""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet

AT_ONCE = 100
Row = TypeVar("Row", bound=Model)


def some(rows: QuerySet[Row], at_once: int = AT_ONCE) -> Iterator[list[Row]]:
    """Yield the rows in lists, in the order of their keys; what is fetched beside them is so once a list."""
    rows, last = rows.order_by("pk"), None
    while found := list((rows if last is None else rows.filter(pk__gt=last))[:at_once]):
        yield found
        if len(found) < at_once:
            return
        last = found[-1].pk


def each(rows: QuerySet[Row]) -> Iterator[Row]:
    """Yield the rows one by one."""
    for found in some(rows):
        yield from found
