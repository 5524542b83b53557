"""How the database is emptied after a test that committed: row by row, for there are few.

Django's TRUNCATE makes PostgreSQL begin a file for each table and each index anew, which took it ten times as long.
"""

from django.db import connection

# What each migration writes again if it is gone, and always the same.
KEPT = {"auth_permission", "django_content_type"}


def row_by_row():
    """Let every flush delete rows, for the rest of this process; sequences count on."""
    operations = type(connection.ops)
    operations.sql_flush = {"postgresql": _locked, "sqlite": _deleted}[connection.vendor]


def _locked(operations, style, tables, **_):
    """Wait for who still writes, as TRUNCATE would: their rows have to go as well."""
    names = ", ".join(map(operations.quote_name, tables))
    return [
        f"LOCK TABLE {names} IN EXCLUSIVE MODE",
        *_deleted(operations, style, tables),
    ]


def _deleted(operations, style, tables, **_):
    return [f"DELETE FROM {operations.quote_name(table)}" for table in tables if table not in KEPT]
