"""Rows in the order of time, told apart by their key where they share a moment."""

from django.db import models
from django.db.models import Q


class TimelineQuerySet(models.QuerySet):
    """Rows ordered by the field that `moment` names."""

    moment = "published_at"

    def newest_first(self):
        """Return the newest first; two rows of one moment keep one order."""
        return self.order_by(f"-{self.moment}", "-pk")

    def oldest_first(self):
        """Return `newest_first()` the other way round."""
        return self.order_by(self.moment, "pk")

    def before(self, row):
        """Return what follows `row` in `newest_first()` order."""
        return self._beside(row, "lt")

    def after(self, row):
        """Return what precedes `row` in `newest_first()` order."""
        return self._beside(row, "gt")

    def with_moment(self):
        """Return the rows that have a place in time."""
        return self.filter(**{f"{self.moment}__isnull": False})

    def _beside(self, row, side):
        moment = getattr(row, self.moment)
        same = Q(**{self.moment: moment, f"pk__{side}": row.pk})
        return self.filter(Q(**{f"{self.moment}__{side}": moment}) | same)
