"""Letters of processes that know no mailbox yet: they go on writing between `migrate` and their restart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("press", "0003_letters_to_a_mailbox"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="mailbox",
            field=models.CharField(blank=True, db_default="", default="", max_length=254),
        ),
    ]
