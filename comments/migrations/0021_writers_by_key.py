"""What a writer's other comments became is read from the index alone."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_documents"),
        ("comments", "0020_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="comment", name="comments_desk_writer"),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["email", "status", "id"], name="comments_desk_writer"),
        ),
    ]
