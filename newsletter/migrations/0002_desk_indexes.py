"""The orders in which the desk lists subscribers, all or those of a list."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsletter", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="subscription",
            name="readers_of_a_list",
        ),
        migrations.AddIndex(
            model_name="subscriber",
            index=models.Index(fields=["state", "-id"], name="readers_desk_state"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(
                fields=["newsletter", "status", "-subscriber"], name="readers_of_a_list"
            ),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["status", "-subscriber"], name="readers_of_a_status"),
        ),
    ]
