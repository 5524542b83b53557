"""The paper by year, month and day, in the newsroom's time zone.

Days that are over are read from the tally, where `count` keeps them; today is always asked anew, since
stories become public in it while nobody saves.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, Max
from django.db.models.functions import TruncDate
from django.utils import timezone

from articles.models import Article, Day, Month
from newsroom.press import moment


@dataclass(frozen=True)
class Period:
    """The days from `start` up to, and not including, `end`."""

    start: datetime.date
    end: datetime.date

    def stories(self):
        """Return what was published in these days and may be read."""
        return self.all_stories().published()

    def is_open(self) -> bool:
        """Say whether the paper has a page for these days: from its first story up to today."""
        today = moment.today()
        first = Day.objects.order_by("date").values_list("date", flat=True).first() or today
        return min(first, today) < self.end and self.start <= today

    def per_month(self) -> list[tuple[int, int]]:
        """Return the numbers of the months that have stories, each with how many."""
        months: Counter[int] = Counter()
        for day, stories in self._tally():
            months[day.month] += stories
        return sorted(months.items())

    def per_day(self) -> list[tuple[int, int]]:
        """Return the days of the month that have stories, each with how many."""
        return [(day.day, stories) for day, stories in self._tally()]

    def day_before(self) -> datetime.date | None:
        """Return the last day before these on which a story was published."""
        return _first_public(Day.objects.filter(date__lt=self.start).order_by("-date"))

    def day_after(self) -> datetime.date | None:
        """Return the first day after these on which a story was published."""
        return _first_public(Day.objects.filter(date__gte=self.end).order_by("date"))

    def all_stories(self):
        """Return what has its time in these days, in whatever state."""
        # Before `published()`, so that its bound, which is farther away, is not the one an index begins at.
        first, last = _midnight(self.start), _midnight(self.end)
        return Article.objects.filter(published_at__lt=last, published_at__gte=first)

    def _tally(self):
        today = moment.today()
        over = Day.objects.filter(date__gte=self.start, date__lt=min(self.end, today))
        tally = list(over.order_by("date").values_list("date", "stories"))
        if self.start <= today < self.end and (stories := _of(today).stories().count()):
            tally.append((today, stories))
        return tally


def year(year: int) -> Period:
    """Return a year; raise ValueError for one that no calendar has."""
    return Period(datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1))


def month(year: int, month: int) -> Period:
    """Return a month; raise ValueError for one that no calendar has."""
    start = datetime.date(year, month, 1)
    return Period(start, (start + datetime.timedelta(days=31)).replace(day=1))


def day(year: int, month: int, day: int) -> Period:
    """Return a day; raise ValueError for one that no calendar has."""
    return _of(datetime.date(year, month, day))


def months() -> list[tuple[datetime.date, datetime.datetime]]:
    """Return the first days of the months that have stories, newest first, each with its last change."""
    this = moment.today().replace(day=1)
    over = Month.objects.filter(date__lt=this).order_by("-date").values_list("date", "changed_at")
    changed = _changed_since(this)
    return [(this, changed), *over] if changed else list(over)


def recount(*stories: Article | None) -> None:
    """Bring the tally of the days of these stories, as far as they are ready, up to what the database holds."""
    ready = [story for story in stories if story and story.status == Article.Status.READY]
    for date in {timezone.localdate(story.published_at) for story in ready}:
        _recount(date)


def recount_all() -> None:
    """Make the tally of every day and month anew; do it in a transaction."""
    days = Article.objects.ready().order_by().values_list(TruncDate("published_at"))
    Day.objects.all().delete()
    Day.objects.bulk_create(
        (
            Day(date=date, month=date.replace(day=1), stories=stories, changed_at=changed)
            for date, stories, changed in days.annotate(Count("pk"), Max("saved_at"))
        ),
        batch_size=1000,
    )
    months = Day.objects.values_list("month").annotate(Max("changed_at")).order_by()
    Month.objects.all().delete()
    Month.objects.bulk_create(Month(date=date, changed_at=changed) for date, changed in months)


def _recount(date):
    stories = _of(date).all_stories().ready().count()
    month, now = date.replace(day=1), timezone.now()
    if not stories:
        _forget(date, month, now)
        return
    _put(Day(date=date, month=month, stories=stories, changed_at=now))
    _put(Month(date=month, changed_at=now))


def _put(row):
    """Write a row in the place of the one of its date, if there is one."""
    told = {field.name for field in row._meta.concrete_fields} - {"id", "date"}
    type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["date"], update_fields=sorted(told)
    )


def _forget(date, month, now):
    Day.objects.filter(date=date).delete()
    left = Exists(Day.objects.filter(month=month))
    Month.objects.filter(~left, date=month).delete()
    Month.objects.filter(date=month).update(changed_at=now)


def _changed_since(start):
    """Return when a day from `start` to now last changed, None where readers have no story of these days."""
    today = moment.today()
    over = Day.objects.filter(date__gte=start, date__lt=today).aggregate(Max("changed_at"))
    times = _of(today).stories().aggregate(Max("published_at"), Max("saved_at"))
    return max(filter(None, [*over.values(), *times.values()]), default=None)


def _of(date):
    return Period(date, date + datetime.timedelta(days=1))


def _first_public(days):
    """Return the first of these days that is over, or today where a story is out already."""
    today = moment.today()
    dates = days.filter(date__lte=today).values_list("date", flat=True)[:2]
    return next((d for d in dates if d < today or _of(today).stories().exists()), None)


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
