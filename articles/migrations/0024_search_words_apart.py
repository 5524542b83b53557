"""On PostgreSQL the words that are asked for and the spans of time are two conditions, not one.

Of words and spans in one `tsquery` the index walks through all stories of a common word where it takes that word for
the rarest, and it does so once the oldest stories were saved anew and vacuumed: it guesses from the oldest page.
Two conditions lead each other on, whatever is guessed.
"""

from importlib import import_module

from django.db import migrations

before = import_module("articles.migrations.0004_search_by_time")

[FUNCTION] = [each for each in before.POSTGRESQL if "CREATE FUNCTION" in each]
FUNCTION = FUNCTION.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
TOGETHER = "document @@ (words && spans)"
APART = "document @@ words AND document @@ spans"


def _make(schema_editor, function):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(function, params=None)


def apart(apps, schema_editor):
    _make(schema_editor, FUNCTION.replace(TOGETHER, APART))


def together(apps, schema_editor):
    _make(schema_editor, FUNCTION)


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_spoken")]
    operations = [migrations.RunPython(apart, together)]
