"""What search knows of a story."""

import datetime
import math

from django.db import models
from django.db.models import F, Q

ROOM_FOR_KEYS = 28  # bits
FARTHEST = (
    2**34
)  # seconds, some 544 years to either side of 1970; what lies beyond stands at the edge


class SearchEntry(models.Model):
    """The words of one story that is ready; drafts and withdrawn stories have no row.

    `headline` and `text` are stems, for finding; `plain` is the text as it was written, for showing.
    `place` is the story's place in the order of time, newest highest, and ends in its key.

    Beside this table each database keeps the index that it is good at, made by a migration: PostgreSQL a
    generated `tsvector` column, SQLite an FTS5 table numbered by `place`.
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="search_entry"
    )
    # Without an index: PostgreSQL would be tempted to walk through time in search of a rare word.
    place = models.BigIntegerField()
    headline = models.TextField()
    text = models.TextField()
    plain = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(article=F("place").bitand(2**ROOM_FOR_KEYS - 1)),
                name="place_ends_in_the_article",
            )
        ]

    def __str__(self):
        return self.headline

    @staticmethod
    def place_of(moment: datetime.datetime, key: int) -> int:
        """Return the place of the story with this key that was published at `moment`."""
        seconds = min(max(math.floor(moment.timestamp()), -FARTHEST), FARTHEST)
        return seconds << ROOM_FOR_KEYS | key

    @staticmethod
    def key_at(place: int) -> int:
        """Return the key of the story at this place."""
        return place & (2**ROOM_FOR_KEYS - 1)
