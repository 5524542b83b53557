"""The lines to PostgreSQL: what the server has ended is found before somebody speaks on it."""

import pytest
from django.db import OperationalError, connection

from newsroom.press import edition
from newsroom.press.postgresql.base import DatabaseWrapper

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a file has no lines to it"),
]


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch):
    monkeypatch.setattr(DatabaseWrapper, "_is_away", False)


def used():
    """Use each line that the pool has, which hands them out in turn; return the processes they lead to."""
    return [_used_once() for _ in range(connection.pool.max_size + 1)]


def _used_once():
    with connection.cursor() as cursor:
        [process] = cursor.execute("SELECT pg_backend_pid()").fetchone()
    connection.close()
    return process


def thrown_away():
    return connection.pool.get_stats().get("returns_bad", 0)


def test_a_line_that_was_cut_while_nobody_used_it_is_not_handed_out():
    cut, before = used()[0], thrown_away()
    with connection.Database.connect(**edition._plain_parameters(), autocommit=True) as other:
        assert other.execute("SELECT pg_terminate_backend(%s, 10000)", [cut]).fetchone() == (True,)
    assert cut not in used()
    assert thrown_away() == before + 1


def test_those_that_are_whole_are_used_again():
    used()
    before = thrown_away()
    used()
    assert thrown_away() == before


def test_while_the_server_is_away_one_waits_for_it_and_the_others_hear_so():
    connection.close()
    DatabaseWrapper._is_away = True
    with DatabaseWrapper._asking, pytest.raises(OperationalError, match="does not answer"):
        connection.ensure_connection()
    connection.ensure_connection()
    assert not DatabaseWrapper._is_away


def test_who_waits_in_vain_says_so_to_the_others(monkeypatch):
    connection.close()
    with monkeypatch.context() as patched:
        patched.setattr(type(connection.pool), "getconn", _nobody_answers)
        with pytest.raises(OperationalError):
            connection.ensure_connection()
    assert DatabaseWrapper._is_away
    connection.ensure_connection()


def _nobody_answers(pool):
    raise connection.Database.OperationalError
