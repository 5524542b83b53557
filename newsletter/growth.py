"""How a list grows: counted when a day is over, so that its page costs the same with any number of readers."""

import datetime
from collections import Counter

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from newsletter.models import ListDay, Newsletter, Subscription

SHOWN = 90  # days
KEPT_FROM_BEFORE = 365  # days that are worked out when a list is counted first
DAY = datetime.timedelta(days=1)


def note() -> None:
    """Write down how many readers each list had at the end of each day that nobody has counted yet."""
    yesterday = timezone.localdate() - DAY
    for newsletter in Newsletter.objects.exclude(days__day=yesterday):
        _note(newsletter, yesterday)


def counts(newsletter: Newsletter) -> dict[str, int]:
    """Return how many subscriptions of a list stand where; every status is named."""
    rows = newsletter.subscriptions.order_by().values_list("status").annotate(Count("pk"))
    return dict.fromkeys(Subscription.Status.values, 0) | dict(rows)


def of(newsletter: Newsletter, readers: int) -> list[tuple[datetime.date, int]]:
    """Return the readers of a list by day, the last one being today, when there are so many `readers`."""
    today = timezone.localdate()
    since = today - SHOWN * DAY
    past = newsletter.days.filter(day__gte=since, day__lt=today).values_list("day", "readers")
    return [*past, (today, readers)]


@transaction.atomic
def _note(newsletter, yesterday):
    last = newsletter.days.order_by("-day").values_list("day", flat=True).first()
    first = (last or yesterday - KEPT_FROM_BEFORE * DAY) + DAY
    days = [first + number * DAY for number in range((yesterday - first).days + 1)]
    rows = _worked_out(newsletter, days, is_counted_before=last is not None)
    ListDay.objects.bulk_create(rows, ignore_conflicts=True)  # another worker may be as quick


def _worked_out(newsletter, days, *, is_counted_before):
    """Return the rows of these days, by the times of the subscriptions as they are now."""
    came = _by_day(newsletter.subscriptions.filter(confirmed_at__isnull=False), "confirmed_at")
    went = _by_day(newsletter.subscriptions.filter(confirmed_at__isnull=False).left(), "left_at")
    readers = sum(n for day, n in came.items() if day < days[0])
    readers -= sum(n for day, n in went.items() if day < days[0])
    rows = []
    for day in days:
        readers += came[day] - went[day]
        # Nothing is drawn of the time before a list had its first reader.
        if is_counted_before or readers or rows or day == days[-1]:
            rows.append(ListDay(newsletter=newsletter, day=day, readers=max(readers, 0)))
    return rows


def _by_day(subscriptions, moment):
    days = subscriptions.order_by().values_list(TruncDate(moment)).annotate(Count("pk"))
    return Counter(dict(days))
