"""The orders in which the desk lists letters, and the addresses by which it finds them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("press", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["status", "-id"], name="letters_desk_status"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["template", "-id"], name="letters_desk_template"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["to"], name="letters_desk_to"),
        ),
    ]
