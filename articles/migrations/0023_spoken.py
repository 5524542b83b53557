"""Listings with their section's shelf: the front asks it for one language and passes by no other."""

from django.db import migrations, models
from django.db.models import Q

SAY = """
    UPDATE articles_placement SET shelf = section_id || ':' || (
        SELECT language FROM articles_article WHERE id = articles_placement.article_id
    ) WHERE section_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_months")]

    operations = [
        migrations.AddField("placement", "shelf", models.CharField(max_length=24, null=True)),
        migrations.RunSQL(SAY, migrations.RunSQL.noop),
        migrations.AddIndex(
            "placement",
            models.Index(
                condition=Q(shelf__isnull=False),
                fields=["shelf", "-published_at", "-article"],
                name="listed_on_shelf",
            ),
        ),
        migrations.AddConstraint(
            "placement",
            models.CheckConstraint(
                condition=Q(section__isnull=False, shelf__isnull=False)
                | Q(section__isnull=True, shelf__isnull=True),
                name="listed_on_a_shelf_of_a_section",
            ),
        ),
    ]
