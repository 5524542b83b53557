"""The database that a pass of the suite runs on."""

import os

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_a_pass_runs_on_the_database_it_was_given():
    wanted = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    assert connection.vendor == wanted


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about SQLite alone")
def test_sqlite_is_set_up_for_a_server():
    with connection.cursor() as cursor:
        asked = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert asked == ["wal", 2, 1, 20_000]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about PostgreSQL alone")
def test_postgresql_makes_no_room_for_rows_that_no_page_asks_for():
    with connection.cursor() as cursor:
        assert cursor.execute("SHOW enable_memoize").fetchone() == ("off",)
