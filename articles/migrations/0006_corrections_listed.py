"""Notes know from when readers have both them and their stories, so that a page of notes is a walk along an index."""

import django.utils.timezone
from django.db import migrations, models

FOLLOW = """
    UPDATE articles_correction SET is_listed = {true}, listed_at = (
        SELECT CASE WHEN noted_at > published_at THEN noted_at ELSE published_at END
        FROM articles_article WHERE id = articles_correction.article_id
    )
    WHERE article_id IN (SELECT id FROM articles_article WHERE status = 'ready')
"""
LEAVE = "UPDATE articles_correction SET listed_at = noted_at"


def fill(apps, schema_editor):
    true = "true" if schema_editor.connection.vendor == "postgresql" else "1"
    schema_editor.execute(LEAVE)
    schema_editor.execute(FOLLOW.format(true=true))
    # PostgreSQL makes no index on a table whose rows have foreign keys that are still to be checked.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_desk_indexes")]

    operations = [
        migrations.RemoveIndex(model_name="correction", name="corrections_newest"),
        migrations.AddField(
            model_name="correction",
            name="is_listed",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="correction",
            name="listed_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(
                condition=models.Q(("is_listed", True)),
                fields=["-listed_at", "-id"],
                name="corrections_listed",
            ),
        ),
    ]
