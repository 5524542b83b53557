"""Where a story stands, in words and a time, as the newsroom says it."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.press import moment as now

NEAR = datetime.timedelta(days=6)  # within which a weekday alone tells the day


def in_words(article: Article) -> str:
    """Return a story's state with the time that goes with it: "Scheduled for Friday 18:00, Yerevan"."""
    if article.status == Article.Status.WITHDRAWN:
        return _("Withdrawn %(when)s") % {"when": when(article.withdrawn_at)}
    if article.status == Article.Status.READY:
        words = _("Published %(when)s") if article.is_published else _("Scheduled for %(when)s")
        return words % {"when": when(article.published_at)}
    state = article.get_status_display()
    if article.published_at:
        state = _("%(state)s, meant for %(when)s") % {
            "state": state,
            "when": when(article.published_at),
        }
    return state[:1].upper() + state[1:]


def when(moment: datetime.datetime | None) -> str:
    """Return a moment as the newsroom says it, with the city whose clocks it goes by."""
    if moment is None:
        return ""
    return f"{day_and_time(moment)}, {city()}"


def day_and_time(moment: datetime.datetime) -> str:
    """Return the day as shortly as it is told apart, and the time to the minute."""
    local = timezone.localtime(moment)
    return f"{_day(local.date(), now.today())} {local:%H:%M}"


def city() -> str:
    """Return the name of the place whose clocks the newsroom goes by, such as "Yerevan"."""
    return settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")


def _day(day, today):
    if day == today:
        return _("today")
    if abs(day - today) <= NEAR:
        return date_format(day, "l")
    return date_format(day, "j E" if day.year == today.year else "j E Y")
