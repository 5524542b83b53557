"""The moment for which a page is made: now by the clock that decides, unless an editor looks ahead.

The clock that decides is the database's: every process asks the same one, whatever its own machine believes.
"""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.db import connection
from django.db.models import DateTimeField, Expression, Value
from django.db.models.functions import Now
from django.utils import timezone

from newsroom.press import front

_asked: ContextVar[datetime.datetime | None] = ContextVar("moment", default=None)


def asked() -> datetime.datetime | None:
    """Return the moment that an editor looks at; None for readers, who have now."""
    return _asked.get()


@contextmanager
def at(moment: datetime.datetime):
    """Let everything inside be as it is at `moment`; nothing of it is remembered for anybody else."""
    token = _asked.set(moment)
    try:
        yield
    finally:
        _asked.reset(token)


def now() -> datetime.datetime:
    """Return the moment of this page, as near to the database's clock as this process knows it."""
    ahead = datetime.timedelta(seconds=front.clock_ahead())
    return _asked.get() or timezone.now() - ahead


def today() -> datetime.date:
    """Return the day of this page in the newsroom's time zone."""
    return _day(int(now().timestamp() // 60), timezone.get_current_timezone())


@lru_cache(8)
def _day(minute, zone):
    # In every zone a day begins with a minute, and pages ask for it dozens of times.
    return datetime.datetime.fromtimestamp(minute * 60, zone).date()


def in_question() -> Expression:
    """Return the moment of this page for a question to the database, which takes its own clock for now."""
    moment = _asked.get()
    return Value(moment, output_field=DateTimeField()) if moment else Now()


def of_database() -> datetime.datetime:
    """Ask the database for the time: what is published from this moment on is public at once."""
    if connection.vendor != "postgresql":
        return timezone.now()  # a file has no clock but ours
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
