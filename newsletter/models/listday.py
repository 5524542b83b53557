"""How many readers a list had, day by day."""

from django.db import models

from newsletter.models.newsletter import Newsletter


class ListDay(models.Model):
    """How many confirmed readers a list had when a day was over."""

    newsletter = models.ForeignKey(Newsletter, models.CASCADE, related_name="days")
    day = models.DateField()
    readers = models.PositiveIntegerField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "day"], name="list_counted_once_a_day"),
        ]

    def __str__(self):
        return f"{self.newsletter}, {self.day}"
