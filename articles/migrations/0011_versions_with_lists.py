"""A version of a story holds what hung on it too; of older ones that was not kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_picture_rights")]

    operations = [
        migrations.AddField(
            model_name="historicalarticle",
            name="hung",
            field=models.JSONField(editable=False, null=True),
        ),
    ]
