"""One picture of the database for as long as an export takes, which keeps nobody from writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def taken() -> Iterator[None]:
    """Let everything inside see the database as it was at its first question.

    Inside a transaction of somebody else it is theirs that decides what is seen.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with _reading_alone(), transaction.atomic():
            yield


@contextmanager
def _reading_alone():
    """Begin without the lock that every transaction of ours takes for writing."""
    connection.ensure_connection()
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = usual
