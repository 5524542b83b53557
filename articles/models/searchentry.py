"""What search knows of a story."""

from django.db import models

from newsroom.models import Language


class SearchEntry(models.Model):
    """The words of one story that is ready; drafts and withdrawn stories have no row.

    `headline` and `text` are stems, for finding; `plain` is the text as it was written, for showing.

    Beside this table each database keeps the index that it is good at, made by a migration: PostgreSQL a
    generated `tsvector` column in the story's own language, SQLite an FTS5 table of stems.
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="search_entry"
    )
    language = models.CharField(max_length=3, choices=Language.choices)
    headline = models.TextField()
    text = models.TextField()
    plain = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self):
        return self.headline
