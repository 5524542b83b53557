"""When something that has its weekdays and its time falls due, by the clocks of its place."""

import datetime
import zoneinfo
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY, SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
AROUND = 8  # days to both sides, in which each weekday comes, even where a calendar left out a day


class Timetable(NamedTuple):
    """Some weekdays, Monday being 0, and a time by the clocks of one place.

    It falls due when those clocks come to the time for the first time on such a day: where they are put on past it,
    at that second, and where they are put back and show it twice, the first time alone.
    """

    weekdays: frozenset[int]
    at: datetime.time
    zone: ZoneInfo

    def last(self, now: datetime.datetime) -> datetime.datetime:
        """Return the latest moment, in UTC, at which it fell due; `now` may be it."""
        return max(moment for moment in self._around(now) if moment <= now)

    def next(self, now: datetime.datetime) -> datetime.datetime:
        """Return the first moment after `now`, in UTC, at which it falls due."""
        return min(moment for moment in self._around(now) if moment > now)

    def back_from(self, now: datetime.datetime) -> Iterator[datetime.datetime]:
        """Yield the moments up to `now` at which it fell due, the latest first, without an end."""
        moment = self.last(now)
        while True:
            yield moment
            moment = self.last(moment - SECOND)

    def _around(self, now: datetime.datetime) -> Iterator[datetime.datetime]:
        today = now.astimezone(self.zone).date()
        for day in (today + days * DAY for days in range(-AROUND, AROUND + 1)):
            if day.weekday() in self.weekdays:
                yield first_shown(datetime.datetime.combine(day, self.at), self.zone)


def first_shown(time: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """Return when the clocks of a zone show a day and a time first, or are put on past it, in UTC."""
    as_before, as_after = (
        time.replace(tzinfo=zone, fold=fold).astimezone(datetime.UTC) for fold in (0, 1)
    )
    if as_before <= as_after:
        return as_before
    return _put_on(zone, as_after, as_before)  # never shown: each reading is beyond the other's end


def _put_on(zone, before, after):
    """Return the second between two moments at which the clocks of a zone are put on."""
    start, ahead = before.replace(microsecond=0), after.astimezone(zone).utcoffset()
    seconds = range((after - start) // SECOND + 1)
    found = bisect_left(
        seconds, True, key=lambda s: (start + s * SECOND).astimezone(zone).utcoffset() == ahead
    )
    return start + found * SECOND


def find_zone(words: str) -> str | None:
    """Return the one time zone that has this name or is called after this city, in whatever case."""
    wanted, names = "_".join(words.casefold().split()), zoneinfo.available_timezones()
    found = [name for name in names if name.casefold() == wanted]
    found = found or [name for name in names if name.casefold().rpartition("/")[2] == wanted]
    return found[0] if len(found) == 1 else None
