"""When time alone changes what readers see."""

import datetime

from django.utils import timezone

from articles.models import Article


def next_publication() -> datetime.datetime | None:
    """Return the moment at which the next scheduled story becomes public."""
    waiting = Article.objects.scheduled().oldest_first()
    return waiting.values_list("published_at", flat=True).first()


def next_midnight() -> datetime.datetime:
    """Return the moment at which "2:20 pm" on our pages becomes a date."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time()))
