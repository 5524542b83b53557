"""What the tests that commit leave to those that come after them."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests import make
from tests.harness.clearing import KEPT


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_but_what_each_migration_writes():
    make.make_comment(make.make_article(tags=[make.make_tag()], by=[make.make_contributor()]))
    call_command("flush", interactive=False)
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True)
        assert {table for table in tables if rows(cursor, table)} == KEPT


def rows(cursor, table):
    cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
    return cursor.fetchall()
