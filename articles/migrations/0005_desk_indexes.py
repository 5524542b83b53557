"""The orders in which the desk lists stories, tags and contributors."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_search_by_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="article",
            name="articles_desk",
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["-saved_at", "-id"], name="articles_desk"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["status", "-saved_at", "-id"], name="articles_desk_status"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["language", "-saved_at", "-id"], name="articles_desk_language"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["section", "-saved_at", "-id"], name="articles_desk_section"
            ),
        ),
        migrations.AddIndex(
            model_name="contributor",
            index=models.Index(fields=["name", "id"], name="contributors_desk"),
        ),
        migrations.AddIndex(
            model_name="tag",
            index=models.Index(fields=["name", "id"], name="tags_desk"),
        ),
        migrations.AddIndex(
            model_name="tag",
            index=models.Index(fields=["language", "name", "id"], name="tags_desk_language"),
        ),
    ]
