"""The ledger's statement for each letter, past all that a driver does to find out that it is the same one again."""

import re
import secrets
from itertools import count
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections

_places = re.compile("%s|%%")  # a sign that stands for itself is written twice


class Statement:
    """SQL with places for values, which returns keys; written once, and asked very often."""

    def __init__(self, sql: str):
        self._sql, number = sql, count(1)
        self._in_sqlites_words = _filled(sql, lambda: "?")
        self._numbered = _filled(sql, lambda: f"${next(number)}").encode()

    def keys(self, values: list) -> set[int]:
        """Return the keys that it returns for these values."""
        database = connections[DEFAULT_DB_ALIAS]  # `connection` looks it up for each of its names
        database.ensure_connection()
        with database.wrap_database_errors:
            if database.vendor == "sqlite":
                rows = database.connection.execute(self._in_sqlites_words, values).fetchall()
                return {key for (key,) in rows}
            found = self._asked_by_name(database.connection, values)
            return self._asked(database, values) if found is None else found

    def _asked_by_name(self, connection, values):
        """Return the keys by the name under which PostgreSQL keeps how it does this; None where that does not work.

        What went wrong is undone by then, and the driver, which is asked next, says so in its own words.
        """
        if not connection.autocommit or connection.prepare_threshold is None:
            return None  # the driver begins transactions, and some proxies let nobody keep anything
        name = _known_by(connection, self._numbered)
        given = [None if value is None else str(value).encode() for value in values]
        result = connection.pgconn.exec_prepared(name, given)
        if result.error_message:
            _known.pop(connection, None)
            return None
        return {int(result.get_value(row, 0)) for row in range(result.ntuples)}

    def _asked(self, database, values):
        # Not at the top of the file: a newsroom on SQLite has no use for the driver.
        from django.db.backends.postgresql.base import ServerBindingCursor

        rows = ServerBindingCursor(database.connection).execute(self._sql, values).fetchall()
        return {key for (key,) in rows}


def _filled(sql, place):
    return _places.sub(lambda sign: "%" if sign[0] == "%%" else place(), sql)


_known: WeakKeyDictionary = WeakKeyDictionary()  # by connection: the names of what it has prepared


def _known_by(connection, sql):
    names = _known.setdefault(connection, {})
    if sql not in names:
        # A name that no other process has: a proxy may lead both of us to the same session.
        names[sql] = f"newsletter_{secrets.token_hex(8)}".encode()
        connection.pgconn.prepare(names[sql], sql)
    return names[sql]
