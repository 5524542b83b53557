"""Questions that are asked of the database for every page: Django writes their SQL once."""

from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from newsroom.press import moment

NUMBERS, WORDS = 1_900_000_001, "a word that stands for another one: "


class Prepared:
    """A queryset with places left open, such as `Prepared(lambda slug: stories.filter(slug=slug), str)`.

    Called with one value for each place, which may stand in the SQL more than once, it returns what the
    queryset would return, as a list. A place is of the type that is named for it, `int` or `str`; the value
    takes its place in the SQL as it is, so a filter has to be an exact one. What the queryset prefetches is
    not fetched.
    """

    def __init__(self, ask: Callable[..., QuerySet], *types: type):
        self._ask, self._types = ask, types
        self._known: dict[str, tuple] = {}

    def __call__(self, *values) -> list:
        if moment.asked():
            return list(self._ask(*values))  # SQL that was written once asks for now
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self._known:
            self._known[connection.vendor] = self._write(connection)
        rows, compiler, converters, sql, parameters, places = self._known[connection.vendor]
        filled = list(parameters)
        for position, place in places:
            filled[position] = self._typed(values[place], connection)
        rows, compiler = _twin(rows), _twin(compiler)
        rows._query = _twin(rows.query)
        rows._query.get_compiler = lambda *args, **kwargs: compiler
        compiler.execute_sql = lambda *args, **kwargs: [_rows(connection, sql, filled)]
        compiler.get_converters = lambda expressions: converters
        compiler.connection = connection
        return list(rows._iterable_class(rows))

    @staticmethod
    def _typed(value, connection):
        # A number says nothing of its size: PostgreSQL plans a question once for each type that it is asked with.
        if not isinstance(value, int):
            return value
        return connection.ops.adapt_integerfield_value(value, "BigIntegerField")

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
        return rows, compiler, converters, sql, parameters, places


def _rows(connection, sql, parameters):
    # All at once: as Django fetches them, a hundred at a time and each time asked again, a short answer costs twice.
    with _cursor(connection) as cursor:
        cursor.execute(sql, tuple(parameters))
        return cursor.fetchall()


def _cursor(connection):
    """Return a cursor that sends the values beside the SQL: so PostgreSQL plans a question once per connection."""
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()
    # Not at the top of the file: a newsroom on SQLite has no use for the driver.
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.ensure_connection()
    return connection.make_cursor(ServerBindingCursor(connection.connection))


def _twin(thing):
    # Django's own copies are deep, and that of a queryset fetches its rows first.
    twin = object.__new__(type(thing))
    twin.__dict__ = thing.__dict__.copy()
    return twin
