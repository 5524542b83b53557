"""The index that each database is good at, beside the table of search entries."""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE articles_searchindex
    USING fts5(headline, text, tokenize = "unicode61 remove_diacritics 0")
    """,
    """
    CREATE TRIGGER articles_searchentry_forget AFTER DELETE ON articles_searchentry
    BEGIN DELETE FROM articles_searchindex WHERE rowid = old.article_id; END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER articles_searchentry_forget",
    "DROP TABLE articles_searchindex",
]


def _in_its_language(column):
    return (
        f"CASE WHEN language = 'en' THEN to_tsvector('english', {column}) "
        f"ELSE to_tsvector('armenian', {column}) END"
    )


POSTGRESQL = [
    f"""
    ALTER TABLE articles_searchentry ADD COLUMN document tsvector GENERATED ALWAYS AS (
        setweight({_in_its_language("headline")}, 'A') || setweight({_in_its_language("text")}, 'B')
    ) STORED
    """,
    "CREATE INDEX articles_searchentry_document ON articles_searchentry USING gin (document)",
]
POSTGRESQL_BACK = ["ALTER TABLE articles_searchentry DROP COLUMN document"]


def _run(schema_editor, sqlite, postgresql):
    statements = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for statement in statements:
        schema_editor.execute(statement)


def forwards(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def backwards(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
