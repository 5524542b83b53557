"""A note to readers knows the version of the story that came with it, and may show what changed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_notes")]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="shows_change",
            field=models.BooleanField(
                default=False,
                help_text="In headline, deck and text, between the version with this note and the one before.",
                verbose_name="readers may see what changed",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="version",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.historicalarticle",
            ),
        ),
    ]
