"""When each month last changed, written when its stories are: the map of the site reads no days."""

from django.db import migrations, models
from django.db.models import Max


def fill(apps, schema_editor):
    days, months = apps.get_model("articles", "Day"), apps.get_model("articles", "Month")
    last = days.objects.order_by().values_list("month").annotate(Max("changed_at"))
    months.objects.bulk_create(months(date=date, changed_at=changed) for date, changed in last)


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_documents")]

    operations = [
        migrations.CreateModel(
            name="Month",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(unique=True)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
