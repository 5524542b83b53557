"""Rows in their order, read in either direction from any of them, however many there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Func, IntegerField, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan


class Row(Func):
    """Several columns compared as one, as an index orders them."""

    template = "(%(expressions)s)"
    output_field = IntegerField()  # of no meaning: rows are only compared


class Turning:
    """Ordered rows, what matches `stands_first` before all others, read in either direction from any row.

    `turned` says that those which stand first do so in the opposite order, `spread` how an index is used.
    """

    def __init__(self, rows, stands_first, *, turned=False, spread=None):
        self.order = [name.removeprefix("-") for name in rows.query.order_by]
        self.falls = rows.query.order_by[0].startswith("-")
        self.first = stands_first
        self.parts = [rows]
        if stands_first:
            self.parts = [rows.filter(**stands_first), rows.exclude(**stands_first)]
        self.turned, self.spread = turned, spread

    def place(self, key):
        """Return where the row of this key stands, None when there is no such row."""
        model = self.parts[0].model
        try:
            key = model._meta.pk.to_python(key)
        except ValidationError:
            return None
        found = model._default_manager.order_by().filter(pk=key)
        return found.values(*self.order, *self.first).first()

    def keys(self, most, *, beside=None, back=False):
        """Return the keys of the first rows, or of those that follow a place, the nearest first."""
        found: list[tuple] = []
        for part in self._parts(beside, back):
            if len(found) < most:
                found += first(part, most - len(found), "pk", spread=self.spread)
        return [key for (key,) in found]

    def _parts(self, beside, back):
        backwards = [back != (self.turned and part == 0) for part in range(len(self.parts))]
        parts = [self._directed(*each) for each in zip(self.parts, backwards, strict=True)]
        if beside is None:
            return parts
        at = int(any(beside[name] != value for name, value in self.first.items()))
        parts[at] = parts[at].filter(self._beyond(beside, backwards[at]))
        return parts[at::-1] if back else parts[at:]

    def _directed(self, part, back):
        return part.order_by(*map(_turned, part.query.order_by)) if back else part

    def _beyond(self, place, back):
        fields = [self._field(name) for name in self.order]
        values = [
            Value(place[name], output_field=field)
            for name, field in zip(self.order, fields, strict=True)
        ]
        compare = LessThan if self.falls != back else GreaterThan
        return compare(Row(*self.order), Row(*values))

    def _field(self, name):
        options = self.parts[0].model._meta
        return options.pk if name == "pk" else options.get_field(name)


@dataclass(frozen=True)
class Spread:
    """An index in which `over`, a column of these few values, stands between those of `by` and the order of a list."""

    by: frozenset[str]
    over: str
    values: Sequence[str]

    def meets(self, filtered: Collection[str]) -> bool:
        """Say whether rows that are filtered by these fields are found through the index, once for each value."""
        return self.by.issubset(filtered) and self.over not in filtered


def first(rows: QuerySet, most: int, *columns: str, spread: Spread | None = None) -> list[tuple]:
    """Return these columns of the first rows in their order, which is said by names."""
    rows = rows.prefetch_related(None)
    if spread is None:
        return list(rows.values_list(*columns)[:most])
    order = rows.query.order_by
    told = [name for each in order if (name := each.removeprefix("-")) not in columns]
    parts = [rows.filter(**{spread.over: value}) for value in spread.values]
    parts = [part.order_by().values_list(*columns, *told) for part in parts]
    # The database merges them row by row, each as its index has it, and stops at the last that is wanted.
    merged = parts[0].union(*parts[1:], all=True).order_by(*order)[:most]
    return [row[: len(columns)] for row in merged]


def _turned(name):
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"
