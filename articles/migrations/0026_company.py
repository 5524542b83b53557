"""That somebody has a form open that is no story's."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_desk_shelves")]
    operations = [
        # The database fills it in for processes from before that are still running.
        migrations.AddField("presence", "place", models.CharField(db_default="", max_length=80)),
        migrations.AlterField(
            "presence",
            "article",
            models.ForeignKey(
                "articles.article",
                django.db.models.deletion.DO_NOTHING,
                db_constraint=False,
                null=True,
                related_name="+",
            ),
        ),
    ]
