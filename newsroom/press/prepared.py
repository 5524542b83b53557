"""Questions that are asked of the database for every page: Django writes their SQL once."""

from collections.abc import Callable, Iterable
from itertools import starmap
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

from newsroom.press import moment

NUMBERS, WORDS = 1_900_000_001, "a word that stands for another one: "


class _Written(NamedTuple):
    """A question as one kind of database takes it; `shape` makes of its rows what the queryset would return."""

    sql: str
    for_driver: str
    parameters: tuple
    places: list[tuple[int, int]]
    converters: list[tuple[int, list, Any]]
    shape: Callable[[Iterable], list]


class Prepared:
    """A queryset with places left open, such as `Prepared(lambda slug: stories.filter(slug=slug), str)`.

    Called with one value for each place, which may stand in the SQL more than once, it returns what the
    queryset would return, as a list. A place is of the type that is named for it, `int` or `str`; the value
    takes its place in the SQL as it is, so a filter has to be an exact one. What the queryset prefetches is
    not fetched.
    """

    def __init__(self, ask: Callable[..., QuerySet], *types: type):
        self._ask, self._types = ask, types
        self._known: dict[str, _Written] = {}

    def __call__(self, *values) -> list:
        if moment.asked():
            return list(self._ask(*values))  # SQL that was written once asks for now
        connection = connections[DEFAULT_DB_ALIAS]
        written = self._known.get(connection.vendor)
        if written is None:
            written = self._known[connection.vendor] = self._write(connection)
        filled = list(written.parameters)
        for position, place in written.places:
            filled[position] = _typed(values[place], connection)
        rows = _fetch(connection, written, filled)
        return written.shape(_converted(rows, written.converters, connection))

    def _write(self, connection):
        marks = [
            NUMBERS + number if kind is int else f"{WORDS}{number}"
            for number, kind in enumerate(self._types)
        ]
        rows = self._ask(*marks)
        compiler = rows.query.get_compiler(using=connection.alias)
        sql, parameters = compiler.as_sql()
        places = [(position, marks.index(p)) for position, p in enumerate(parameters) if p in marks]
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Written(
            sql,
            _for_driver(sql, connection),
            tuple(parameters),
            places,
            [(position, *how) for position, how in converters.items()],
            _SHAPES[rows._iterable_class](compiler),
        )


def _typed(value, connection):
    # A number says nothing of its size: PostgreSQL plans a question once for each type that it is asked with.
    if not isinstance(value, int):
        return value
    return connection.ops.adapt_integerfield_value(value, "BigIntegerField")


def _for_driver(sql, connection):
    if connection.vendor != "sqlite":
        return sql
    with connection.cursor() as cursor:
        return cursor.convert_query(sql)


def _fetch(connection, written, parameters):
    # All at once: as Django fetches them, a hundred at a time and each time asked again, a short answer costs twice.
    if connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            return cursor.fetchall()
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with _planned_once(connection) as cursor:
            cursor.execute(written.sql, parameters)
            return cursor.fetchall()
    # Past Django's cursor, which reads the whole question each time to write its places anew.
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        return connection.connection.execute(written.for_driver, parameters).fetchall()


def _planned_once(connection):
    """Return a cursor that sends the values beside the SQL: so PostgreSQL plans a question once per connection."""
    # Not at the top of the file: a newsroom on SQLite has no use for the driver.
    from django.db.backends.postgresql.base import ServerBindingCursor

    return connection.make_cursor(ServerBindingCursor(connection.connection))


def _converted(rows, converters, connection):
    """Return the rows with each value as Django's fields want it."""
    if not converters:
        return rows
    rows = list(map(list, rows))
    for position, converts, expression in converters:
        for row in rows:
            for convert in converts:
                row[position] = convert(row[position], expression, connection)
    return rows


def _tuples(compiler):
    return lambda rows: list(map(tuple, rows))


def _values(compiler):
    return lambda rows: list(map(itemgetter(0), rows))


def _instances(compiler):
    """Return what makes models of rows as Django does, which finds out anew each time what is found out here once."""
    kind, alias = compiler.klass_info, compiler.using
    first, last = kind["select_fields"][0], kind["select_fields"][-1] + 1
    # Django looks each field of the model up in them, which takes a list as long as the two together.
    names = frozenset(column[0].target.attname for column in compiler.select[first:last])
    belongings = get_related_populators(kind, compiler.select, alias)
    for each in belongings:
        each.init_list = frozenset(each.init_list)
    beside = list(compiler.annotation_col_map.items())

    def instance(*row):
        made = kind["model"].from_db(alias, names, row[first:last])
        for each in belongings:
            each.populate(row, made)
        for name, position in beside:
            setattr(made, name, row[position])
        return made

    return lambda rows: list(starmap(instance, rows))


_SHAPES: dict[type, Callable] = {
    ModelIterable: _instances,
    ValuesListIterable: _tuples,
    FlatValuesListIterable: _values,
}
