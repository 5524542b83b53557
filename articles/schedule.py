"""When time alone changes what readers see."""

import datetime

from django.db.models.functions import Now
from django.utils import timezone

from articles import answering
from articles.models import Article, Picture, Slot
from newsroom.models import Banner
from newsroom.press import moment
from newsroom.press.prepared import Prepared


def next_change() -> datetime.datetime | None:
    """Return when a story comes out or closes, a pin or a picture's rights end, a banner begins or ends."""
    return min(filter(None, _changes()), default=None)


def _ask_changes():
    # SQLite takes no LIMIT inside a UNION, but it does inside an IN.
    waiting = Article.objects.scheduled().oldest_first().values("pk")[:1]
    stories = Article.objects.filter(pk__in=waiting).values_list("published_at", flat=True)
    slots = Slot.objects.filter(until__gt=Now()).order_by().values_list("until", flat=True)
    return stories.union(slots, _pictures(), *_banners(), *answering.ends(), all=True)


_changes = Prepared(_ask_changes)


def _pictures():
    limited = Picture.objects.filter(rights_until__gt=Now()).order_by("rights_until")
    first = Picture.objects.filter(pk__in=limited.values("pk")[:1]).order_by()
    return first.values_list("rights_until", flat=True)


def _banners():
    for edge in ("begins_at", "ends_at"):
        later = Banner.objects.filter(**{f"{edge}__gt": Now()}).order_by()
        yield later.values_list(edge, flat=True)


def next_midnight() -> datetime.datetime:
    """Return the moment at which "2:20 pm" on our pages becomes a date."""
    tomorrow = moment.today() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time()))
