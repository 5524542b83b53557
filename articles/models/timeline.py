"""Rows in the order of time, told apart by their key where they share a moment."""

from django.db import models
from django.db.models import Q


class TimelineQuerySet(models.QuerySet):
    """Rows ordered by the field that `moment` names, or as `timed_by` says."""

    moment = "published_at"
    _order: tuple[str, str] | None = None

    def timed_by(self, moment, key):
        """Let two names that repeat the moment and the key give the order: an index may keep these together."""
        rows = self._chain()
        rows._order = (moment, key)
        return rows

    def newest_first(self):
        """Return the newest first; two rows of one moment keep one order."""
        return self.order_by(*(f"-{name}" for name in self._names()))

    def oldest_first(self):
        """Return `newest_first()` the other way round."""
        return self.order_by(*self._names())

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
        moment, key = self._names()
        at = getattr(row, self.moment)
        beyond = Q(**{f"{moment}__{side}": at}) | Q(**{f"{key}__{side}": row.pk})
        # An index can begin at the moment; it can do nothing with an "or".
        return self.filter(Q(**{f"{moment}__{side}e": at}) & beyond)

    def _names(self):
        return self._order or (self.moment, "pk")

    def _clone(self):
        rows = super()._clone()
        rows._order = self._order
        return rows
