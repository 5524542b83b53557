"""How much the paper has of each day."""

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
