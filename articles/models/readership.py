"""How often stories are read: numbers alone, nothing of who reads."""

import datetime

from django.db import models

from newsroom.press import moment
from newsroom.press.logs import Place

WEEK = datetime.timedelta(days=7)


def _of_story(**more):
    # No promise to the database: a story that is deleted need not wait for what is being counted.
    return models.ForeignKey(
        "articles.Article", models.DO_NOTHING, db_constraint=False, related_name="+", **more
    )


class Reads(models.Model):
    """How often one story was read on one day in the newsroom's time zone."""

    article = _of_story(db_index=False)
    day = models.DateField()
    times = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "day"], name="reads_once_per_day")
        ]
        # A week is one walk along this index alone.
        indexes = [models.Index(fields=["day", "article", "times"], name="reads_of_days")]

    def __str__(self):
        return f"{self.article_id} on {self.day}: {self.times}"


class MostRead(models.Model):
    """One of the most read stories of a week, the first being number 0; `before` is the week before."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    article = _of_story(db_index=False)
    times = models.PositiveBigIntegerField()
    before = models.PositiveBigIntegerField()

    def __str__(self):
        return f"{self.article_id}: {self.times}"

    @property
    def is_new(self) -> bool:
        """Say whether the week before has nothing to compare with: the story was not out."""
        return self.article.published_at > moment.now() - WEEK


class ReadsLog(models.Model):
    """Up to where a log of reads was counted, written with the counts; and why it could not be read, if so."""

    path = models.CharField(max_length=500, unique=True)
    file = models.CharField(max_length=50, blank=True)
    offset = models.PositiveBigIntegerField(default=0)
    tail = models.CharField(max_length=32, blank=True)
    trouble = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return f"{self.path}: {self.offset}"

    @property
    def place(self) -> Place | None:
        """Return up to where the log was counted, None before the first time."""
        return Place(self.file, self.offset, self.tail) if self.file else None
