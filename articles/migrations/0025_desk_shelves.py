"""The desk's list of stories by section, language and state together, and the words in which its search looks."""

from django.conf import settings
from django.db import migrations, models

MADE_ANEW = {
    "articles_desk": ["-saved_at", "-id", "headline", "slug"],
    "articles_desk_status": ["status", "-saved_at", "-id", "headline", "slug"],
    "articles_desk_language": ["language", "status", "-saved_at", "-id"],
}
NEW = {"articles_desk_shelf": ["section", "language", "status", "-saved_at", "-id"]}


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0024_search_words_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        *(migrations.RemoveIndex(model_name="article", name=name) for name in MADE_ANEW),
        *(
            migrations.AddIndex("article", models.Index(fields=fields, name=name))
            for name, fields in (MADE_ANEW | NEW).items()
        ),
    ]
