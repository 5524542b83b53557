"""The index of search goes through time: from the newest story back, and no further than it has to.

Neither database keeps positions or weights of words; search ranks what it found by itself. A word of the
headline stands in the index twice, once with `^` before it, which no reader can type.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.models import F, Q

SQLITE_UNDO = [
    "DROP TRIGGER IF EXISTS articles_searchentry_forget",
    "DROP TABLE articles_searchindex",
]
POSTGRESQL_UNDO = ["ALTER TABLE articles_searchentry DROP COLUMN document"]

SQLITE_PLACES = """
    UPDATE articles_searchentry SET place = (
        SELECT min(max(CAST(strftime('%s', published_at) AS integer), -(1 << 34)), 1 << 34) << 28 | id
        FROM articles_article WHERE id = article_id
    )
"""
# A word of more than 2047 bytes would come into the index garbled, so long words are cut as stems are now.
POSTGRESQL_PLACES = r"""
    UPDATE articles_searchentry AS entry SET
        place = least(greatest(floor(extract(epoch FROM published_at))::bigint, -(1::bigint << 34)),
                      1::bigint << 34) << 28 | id,
        headline = regexp_replace(entry.headline, '(\S{100})\S+', '\1', 'g'),
        text = regexp_replace(entry.text, '(\S{100})\S+', '\1', 'g')
    FROM articles_article WHERE id = article_id
"""


def _words(row):
    return f"{row}headline || ' ' || {row}text || ' ^' || replace({row}headline, ' ', ' ^')"


# The table keeps no text of its own, so it has to be told what it forgets. Triggers go with their
# table: a migration that changes a column of search entries has to make them again.
_REMEMBER = f"INSERT INTO articles_searchindex (rowid, words) VALUES (new.place, {_words('new.')});"  # noqa: S608
_FORGET = (
    "INSERT INTO articles_searchindex (articles_searchindex, rowid, words) "  # noqa: S608
    f"VALUES ('delete', old.place, {_words('old.')});"
)
SQLITE = [
    """
    CREATE VIRTUAL TABLE articles_searchindex
    USING fts5(words, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '^'")
    """,
    f"""
    INSERT INTO articles_searchindex (rowid, words)
    SELECT place, {_words("")} FROM articles_searchentry ORDER BY place
    """,  # noqa: S608
    "CREATE TRIGGER articles_searchentry_remember AFTER INSERT ON articles_searchentry "
    f"BEGIN {_REMEMBER} END",
    "CREATE TRIGGER articles_searchentry_forget AFTER DELETE ON articles_searchentry "
    f"BEGIN {_FORGET} END",
    "CREATE TRIGGER articles_searchentry_replace AFTER UPDATE ON articles_searchentry "
    f"BEGIN {_FORGET} {_REMEMBER} END",
]

# A story stands in one span of time of each length, from about 36 hours to a year.
# `@17:13500` is the word for the 13500th span of 2^17 seconds.
SPANS = (17, 19, 21, 23, 25)
POSTGRESQL = [
    f"""
    ALTER TABLE articles_searchentry ADD COLUMN document tsvector GENERATED ALWAYS AS (
        array_to_tsvector(
            string_to_array(headline, ' ') || string_to_array(text, ' ')
            || string_to_array('^' || replace(headline, ' ', ' ^'), ' ')
            || ARRAY[{", ".join(f"'@{span}:' || (place >> 28 >> {span})::text" for span in SPANS)}]
        )
    ) STORED
    """,
    # A long list of pending stories would be read by every search.
    "CREATE INDEX articles_searchentry_document ON articles_searchentry USING gin (document) "
    "WITH (gin_pending_list_limit = 256)",
    # Looks at the newest eight spans, shortest first, and at everything only when those were not enough.
    # The planner would read the whole table for a word that it believes to be common.
    f"""
    CREATE FUNCTION articles_search(words tsquery, newest bigint, most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE
    SET enable_seqscan = off SET jit = off SET max_parallel_workers_per_gather = 0
    AS $$
    DECLARE
        span integer;
        spans tsquery;
        places bigint[];
    BEGIN
        FOREACH span IN ARRAY ARRAY[{", ".join(map(str, SPANS))}] LOOP
            spans := string_agg(format('''@%s:%s''', span, (newest >> 28 >> span) - back), ' | ')
                FROM generate_series(0, 7) AS back;
            places := ARRAY(
                SELECT place FROM articles_searchentry
                WHERE document @@ (words && spans) AND place <= newest
                ORDER BY place DESC LIMIT most
            );
            IF cardinality(places) = most THEN
                RETURN QUERY SELECT unnest(places);
                RETURN;
            END IF;
        END LOOP;
        RETURN QUERY
            SELECT place FROM articles_searchentry WHERE document @@ words AND place <= newest
            ORDER BY place DESC LIMIT most;
    END $$
    """,  # noqa: S608
]

SQLITE_BACK = [
    "DROP TRIGGER articles_searchentry_remember",
    "DROP TRIGGER articles_searchentry_forget",
    "DROP TRIGGER articles_searchentry_replace",
    "DROP TABLE articles_searchindex",
]
POSTGRESQL_BACK = [
    "ALTER TABLE articles_searchentry DROP COLUMN document",
    "DROP FUNCTION articles_search",
]
SQLITE_REFILL = """
    INSERT INTO articles_searchindex (rowid, headline, text)
    SELECT article_id, headline, text FROM articles_searchentry
"""


def _run(schema_editor, sqlite, postgresql):
    statements = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for statement in statements:
        schema_editor.execute(statement, params=None)


def undo(apps, schema_editor):
    _run(schema_editor, SQLITE_UNDO, POSTGRESQL_UNDO)


def redo(apps, schema_editor):
    import_module("articles.migrations.0002_search_index").forwards(apps, schema_editor)
    _run(schema_editor, [SQLITE_REFILL], [])


def number(apps, schema_editor):
    _run(schema_editor, [SQLITE_PLACES], [POSTGRESQL_PLACES])


def forwards(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def backwards(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_listings")]
    operations = [
        migrations.RunPython(undo, redo),
        # On the way back every entry is English at first.
        migrations.AlterField(
            "searchentry", "language", models.CharField(max_length=3, default="en")
        ),
        migrations.RemoveField("searchentry", "language"),
        migrations.AddField(
            "searchentry", "place", models.BigIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddConstraint(
            "searchentry",
            models.CheckConstraint(
                condition=Q(article=F("place").bitand(2**28 - 1)), name="place_ends_in_the_article"
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
