"""Listings with their story's language: the front asks a section for one language and reads nothing in another."""

from django.db import migrations, models
from django.db.models import Q

SAY = """
    UPDATE articles_placement SET language = (
        SELECT language FROM articles_article WHERE id = articles_placement.article_id
    )
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_months")]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="language",
            field=models.CharField(
                choices=[("en", "English"), ("hy", "Հայերեն"), ("hyw", "Արեւմտահայերէն")],
                default="",
                max_length=3,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(SAY, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(
                condition=Q(section__isnull=False),
                fields=["section", "language", "-published_at", "-article"],
                name="spoken_in_section",
            ),
        ),
    ]
