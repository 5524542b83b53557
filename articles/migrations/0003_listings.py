"""Listings under tags and by contributors too, each with its story's time; a tally of days; corrections by time."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count, Max, Q
from django.db.models.functions import TruncDate

LIST = [
    """
    DELETE FROM articles_placement
    WHERE article_id IN (SELECT id FROM articles_article WHERE status <> 'ready')
    """,
    """
    UPDATE articles_placement SET published_at = (
        SELECT published_at FROM articles_article WHERE id = articles_placement.article_id
    )
    """,
    """
    INSERT INTO articles_placement (article_id, tag_id, published_at)
    SELECT article.id, tagged.tag_id, article.published_at
    FROM articles_article_tags tagged
    JOIN articles_article article ON article.id = tagged.article_id
    WHERE article.status = 'ready'
    """,
    """
    INSERT INTO articles_placement (article_id, contributor_id, published_at)
    SELECT DISTINCT article.id, byline.contributor_id, article.published_at
    FROM articles_byline byline
    JOIN articles_article article ON article.id = byline.article_id
    WHERE article.status = 'ready'
    """,
]
BACK = "DELETE FROM articles_placement WHERE section_id IS NULL"


def fill(apps, schema_editor):
    for statement in LIST:
        schema_editor.execute(statement)
    _count(apps.get_model("articles", "Article"), apps.get_model("articles", "Day"))
    _check_now(schema_editor)


def unfill(apps, schema_editor):
    schema_editor.execute(BACK)
    _check_now(schema_editor)


def _count(articles, days):
    ready = articles.objects.filter(status="ready").values_list(TruncDate("published_at"))
    days.objects.bulk_create(
        (
            days(date=date, month=date.replace(day=1), stories=stories, changed_at=changed)
            for date, stories, changed in ready.annotate(Count("pk"), Max("saved_at"))
        ),
        batch_size=1000,
    )


def _check_now(schema_editor):
    # PostgreSQL alters no table whose rows have foreign keys that are still to be checked.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def place(model):
    return models.ForeignKey(
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="placements",
        to=f"articles.{model}",
    )


def in_order(field, name):
    return migrations.AddIndex(
        "placement",
        models.Index(
            condition=Q(**{f"{field}__isnull": False}),
            fields=[field, "-published_at", "-article"],
            name=name,
        ),
    )


def once(field):
    return migrations.AddConstraint(
        "placement",
        models.UniqueConstraint(
            condition=Q(**{f"{field}__isnull": False}),
            fields=(field, "article"),
            name=f"listed_once_per_{field}",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_search_index")]
    operations = [
        migrations.CreateModel(
            name="Day",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(unique=True)),
                ("month", models.DateField()),
                ("stories", models.PositiveIntegerField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["month", "date", "changed_at"], name="days_by_month")
                ],
                "constraints": [
                    models.CheckConstraint(condition=Q(stories__gt=0), name="day_has_stories")
                ],
            },
        ),
        migrations.RemoveIndex("article", "articles_ready"),
        migrations.RemoveIndex("article", "articles_ready_language"),
        migrations.AddIndex(
            "article",
            models.Index(fields=["-published_at", "-id"], name="articles_newest"),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=["language", "-published_at", "-id"],
                name="articles_newest_language",
            ),
        ),
        migrations.AddIndex(
            "correction", models.Index(fields=["-noted_at", "-id"], name="corrections_newest")
        ),
        migrations.RemoveConstraint("placement", "listed_once_per_section"),
        migrations.AddField("placement", "tag", place("tag")),
        migrations.AddField("placement", "contributor", place("contributor")),
        migrations.AddField("placement", "published_at", models.DateTimeField(null=True)),
        migrations.AlterField("placement", "section", place("section")),
        migrations.RunPython(fill, unfill),
        migrations.AlterField("placement", "published_at", models.DateTimeField()),
        in_order("section", "listed_in_section"),
        in_order("tag", "listed_under_tag"),
        in_order("contributor", "listed_by_contributor"),
        once("section"),
        once("tag"),
        once("contributor"),
        migrations.AddConstraint(
            "placement",
            models.CheckConstraint(
                condition=Q(section__isnull=False, tag__isnull=True, contributor__isnull=True)
                | Q(section__isnull=True, tag__isnull=False, contributor__isnull=True)
                | Q(section__isnull=True, tag__isnull=True, contributor__isnull=False),
                name="listed_in_one_place",
            ),
        ),
    ]
