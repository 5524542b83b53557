"""When a rule falls due, on the days on which clocks are put on or back too."""

import datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsletter.timetables import Timetable, first_shown

UTC, MINUTE = datetime.UTC, datetime.timedelta(minutes=1)
EVERY_DAY = frozenset(range(7))
ZONES = [
    "Europe/Paris",
    "America/Los_Angeles",
    "Asia/Yerevan",
    "Australia/Lord_Howe",  # puts its clocks on by half an hour
    "America/Sao_Paulo",  # did it at midnight
    "Pacific/Apia",  # left out a whole Friday in 2011
    "UTC",
]

zones = st.sampled_from(ZONES).map(ZoneInfo)
timetables = st.builds(
    Timetable,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    zones,
)
moments = st.datetimes(datetime.datetime(2005, 1, 10), datetime.datetime(2037, 12, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


@st.composite
def nights(draw):
    """A zone and a day on which its clocks are put on or back."""
    zone = draw(st.sampled_from(ZONES[:4] + ZONES[4:6]).map(ZoneInfo))
    years = range(2011, 2012) if zone.key == "Pacific/Apia" else range(2005, 2019)
    year = draw(st.sampled_from(years))
    days = [datetime.datetime(year, 1, 1, tzinfo=UTC) + datetime.timedelta(n) for n in range(365)]
    offsets = [day.astimezone(zone).utcoffset() for day in days]
    changes = [day for day, one, two in zip(days, offsets, offsets[1:], strict=False) if one != two]
    assume(changes)
    return zone, draw(st.sampled_from(changes)).astimezone(zone).date()


def shown_first(day, at, zone):
    """Look at the clock on the wall every minute until it has come to the time, and say when that was."""
    wanted = datetime.datetime.combine(day, at)
    minute = wanted.replace(tzinfo=UTC) - datetime.timedelta(hours=40)
    while minute.astimezone(zone).replace(tzinfo=None) < wanted:
        minute += MINUTE
    return minute


@given(timetables, moments)
def test_the_last_moment_is_over_and_the_next_one_is_not(timetable, now):
    last, following = timetable.last(now), timetable.next(now)
    assert last <= now < following
    assert timetable.next(last) == following
    assert timetable.last(following) == following


@given(timetables, moments)
def test_nothing_between_two_moments_is_left_out_and_no_day_comes_twice(timetable, now):
    moments = list(islice(timetable.back_from(now), 20))
    days = [moment.astimezone(timetable.zone).date() for moment in reversed(moments)]
    wanted = [
        day
        for n in range((days[-1] - days[0]).days + 1)
        if (day := days[0] + datetime.timedelta(n)).weekday() in timetable.weekdays
    ]
    left_out = {datetime.date(2011, 12, 30)} if timetable.zone.key == "Pacific/Apia" else set()
    assert set(wanted) - left_out <= set(days)
    assert moments == sorted(set(moments), reverse=True)


@given(nights(), st.integers(-1, 2), st.times())
def test_a_day_begins_to_be_due_when_the_clock_on_the_wall_has_come_to_the_time(night, after, at):
    (zone, day), at = night, at.replace(second=0, microsecond=0)
    day += datetime.timedelta(after)
    assert first_shown(datetime.datetime.combine(day, at), zone) == shown_first(day, at, zone)


def due(zone, at, now):
    timetable = Timetable(EVERY_DAY, datetime.time.fromisoformat(at), ZoneInfo(zone))
    return f"{timetable.next(datetime.datetime.fromisoformat(now)):%d %H:%M}"


@pytest.mark.parametrize(
    ("zone", "at", "now", "expected"),
    [
        ("Europe/Paris", "07:00", "2026-03-28 23:00Z", "29 05:00"),
        ("Europe/Paris", "07:00", "2026-10-24 23:00Z", "25 06:00"),
        # 02:30 does not come: the clocks go from 02:00 to 03:00.
        ("Europe/Paris", "02:30", "2026-03-28 23:00Z", "29 01:00"),
        ("America/Los_Angeles", "02:30", "2026-03-08 03:00Z", "08 10:00"),
        ("Australia/Lord_Howe", "02:15", "2026-10-03 12:00Z", "03 15:30"),
        # 02:30 comes twice: the first time counts, and once it is over the next is tomorrow's.
        ("Europe/Paris", "02:30", "2026-10-24 23:00Z", "25 00:30"),
        ("Europe/Paris", "02:30", "2026-10-25 00:30Z", "26 01:30"),
        ("Australia/Lord_Howe", "01:45", "2026-04-04 12:00Z", "04 14:45"),
        ("Australia/Lord_Howe", "01:45", "2026-04-04 14:45Z", "05 15:15"),
        # Clocks that stay as they are.
        ("Asia/Yerevan", "02:30", "2026-03-28 20:00Z", "28 22:30"),
        # A Friday that never was: as Saturday begins.
        ("Pacific/Apia", "07:00", "2011-12-30 00:00Z", "30 10:00"),
    ],
)
def test_moments_around_nights_on_which_clocks_change(zone, at, now, expected):
    assert due(zone, at, now) == expected


def test_weekdays_are_those_of_the_place():
    mondays = Timetable(frozenset({0}), datetime.time(1), ZoneInfo("Asia/Yerevan"))
    sunday_in_london = datetime.datetime(2026, 3, 1, 20, tzinfo=UTC)
    assert mondays.next(sunday_in_london) == datetime.datetime(2026, 3, 1, 21, tzinfo=UTC)
