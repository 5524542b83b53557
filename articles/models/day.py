"""How much the paper has of each day, and when each month last changed."""

from django.db import models


class Day(models.Model):
    """A day in the newsroom's time zone that has ready stories, today and to come among them; `archives` counts."""

    date = models.DateField(unique=True)
    month = models.DateField()  # the first day of its month, so that months need no reckoning
    stories = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(stories__gt=0), name="day_has_stories")
        ]
        indexes = [models.Index(fields=["month", "date", "changed_at"], name="days_by_month")]

    def __str__(self):
        return f"{self.date}: {self.stories}"


class Month(models.Model):
    """A month in the newsroom's time zone that has such days: the map of the site has one line for each."""

    date = models.DateField(unique=True)  # the first day
    changed_at = models.DateTimeField()

    def __str__(self):
        return f"{self.date:%Y-%m}"
