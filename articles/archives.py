"""The paper by year, month and day, in the newsroom's time zone."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractDay, ExtractMonth
from django.utils import timezone

from articles.models import Article


@dataclass(frozen=True)
class Period:
    """The days from `start` up to, and not including, `end`."""

    start: datetime.date
    end: datetime.date

    def stories(self):
        """Return what was published in these days and may be read."""
        first, last = _midnight(self.start), _midnight(self.end)
        return Article.objects.published().filter(published_at__gte=first, published_at__lt=last)

    def is_open(self) -> bool:
        """Say whether the paper has a page for these days: from its first story up to today."""
        today = timezone.localdate()
        first = _day(Article.objects.published().oldest_first()) or today
        return first < self.end and self.start <= today

    def per_month(self) -> list[tuple[int, int]]:
        """Return the numbers of the months that have stories, each with how many."""
        return self._count(ExtractMonth("published_at"))

    def per_day(self) -> list[tuple[int, int]]:
        """Return the days of the month that have stories, each with how many."""
        return self._count(ExtractDay("published_at"))

    def day_before(self) -> datetime.date | None:
        """Return the last day before these on which a story was published."""
        stories = Article.objects.published().filter(published_at__lt=_midnight(self.start))
        return _day(stories.newest_first())

    def day_after(self) -> datetime.date | None:
        """Return the first day after these on which a story was published."""
        stories = Article.objects.published().filter(published_at__gte=_midnight(self.end))
        return _day(stories.oldest_first())

    def _count(self, part):
        counted = self.stories().values_list(part).annotate(Count("pk"))
        return sorted(counted)


def year(year: int) -> Period:
    """Return a year; raise ValueError for one that no calendar has."""
    return Period(datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1))


def month(year: int, month: int) -> Period:
    """Return a month; raise ValueError for one that no calendar has."""
    start = datetime.date(year, month, 1)
    return Period(start, (start + datetime.timedelta(days=31)).replace(day=1))


def day(year: int, month: int, day: int) -> Period:
    """Return a day; raise ValueError for one that no calendar has."""
    start = datetime.date(year, month, day)
    return Period(start, start + datetime.timedelta(days=1))


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _day(stories):
    moment = stories.values_list("published_at", flat=True).first()
    return moment and timezone.localdate(moment)
