from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0021_writers_by_key"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="came_from_staff",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
