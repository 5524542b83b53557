"""Until when a story is pinned: the ends that a newsroom has words for, in its own time zone."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MORNING = datetime.time(6)
LONGEST = datetime.timedelta(days=3653)


class Ending(models.TextChoices):
    """How an editor says when a pin ends."""

    OPEN = "open", _("until it is taken away")
    MIDNIGHT = "midnight", _("tonight, until midnight")
    MORNING = "morning", _("until tomorrow, 06:00")
    DAY = "day", _("for 24 hours")
    DATE = "date", _("until the date:")


def moment(ending: str, date: datetime.datetime | None = None) -> datetime.datetime | None:
    """Return the moment that is meant, None for no end; `date` is the one that goes with `Ending.DATE`."""
    now = timezone.localtime()
    tomorrow = now.date() + datetime.timedelta(days=1)
    moments = {
        Ending.MIDNIGHT: _at(tomorrow, datetime.time()),
        Ending.MORNING: _at(tomorrow, MORNING),
        Ending.DAY: now + datetime.timedelta(days=1),
        Ending.DATE: date,
    }
    return moments.get(Ending(ending))


def _at(day, time):
    return timezone.make_aware(datetime.datetime.combine(day, time))
