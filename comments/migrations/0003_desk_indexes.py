"""The orders in which the desk lists comments, and the addresses by which it finds them."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0002_printed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["-created_at", "-id"], name="comments_desk"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["status", "-created_at", "-id"], name="comments_desk_status"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["email"], name="comments_desk_email"),
        ),
    ]
