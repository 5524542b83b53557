from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from articles import dates

AFTERNOON = datetime(2022, 1, 7, 14, 20, tzinfo=ZoneInfo("Asia/Yerevan"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "January 7, 2022, 2:20 pm GMT+4"),
        ("hy", "2022 թ. հունվարի 7, 14:20 GMT+4"),
        ("hyw", "7 Յունուար 2022, 14:20 GMT+4"),
        ("fr", "January 7, 2022, 2:20 pm GMT+4"),
    ],
)
def test_a_full_date_names_its_time_zone(language, text):
    assert dates.full(AFTERNOON, language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Friday, January 7, 2022"),
        ("hy", "2022 թ. հունվարի 7, ուրբաթ"),
        ("hyw", "Ուրբաթ, 7 Յունուար 2022"),
    ],
)
def test_a_front_page_names_its_weekday(language, text):
    assert dates.weekday_and_date(AFTERNOON, language) == text


@pytest.mark.parametrize(
    ("language", "text"), [("en", "June 2022"), ("hy", "2022 թ. հունիս"), ("hyw", "Յունիս 2022")]
)
def test_a_month_of_the_archive_stands_alone(language, text):
    assert dates.month(2022, 6, language) == text


def test_every_month_of_a_year_is_told_from_every_other():
    moments = [AFTERNOON.replace(month=month) for month in range(1, 13)]
    for language in dates.STYLES:
        assert len({dates.day_and_month(moment, language) for moment in moments}) == 12
        assert len({dates.month(2022, moment.month, language) for moment in moments}) == 12


def test_every_day_of_a_week_is_told_from_every_other():
    days = [AFTERNOON + timedelta(days=day) for day in range(7)]
    for language in dates.STYLES:
        named = {
            dates.weekday_and_date(day, language).replace(dates.date(day, language), "")
            for day in days
        }
        assert len(named) == 7


@pytest.mark.parametrize(
    ("hour", "english", "armenian"),
    [
        (0, "12:05 am", "00:05"),
        (9, "9:05 am", "09:05"),
        (12, "12:05 pm", "12:05"),
        (23, "11:05 pm", "23:05"),
    ],
)
def test_english_counts_half_days_and_armenian_whole_ones(hour, english, armenian):
    moment = datetime(2022, 1, 7, hour, 5, tzinfo=UTC)
    assert dates.time(moment, "en") == english
    assert dates.time(moment, "hy") == armenian
    assert dates.time(moment, "hyw") == armenian


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (ZoneInfo("America/Los_Angeles"), "PST"),
        (ZoneInfo("Asia/Yerevan"), "GMT+4"),
        (ZoneInfo("Asia/Kathmandu"), "GMT+5:45"),
        (ZoneInfo("America/Sao_Paulo"), "GMT-3"),
        (ZoneInfo("UTC"), "UTC"),
        (timezone(timedelta(hours=4)), "GMT+4"),
        (timezone(timedelta(hours=-9, minutes=-30)), "GMT-9:30"),
    ],
)
def test_a_time_zone_has_a_name_or_a_distance(zone, name):
    assert dates.zone(datetime(2022, 1, 7, tzinfo=zone)) == name


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (datetime(2022, 1, 7, 23, 59), "2:20 pm"),
        (datetime(2022, 1, 8, 0, 0), "January 7"),
        (datetime(2023, 1, 7, 14, 20), "January 7, 2022"),
    ],
)
def test_a_short_date_says_what_tells_it_from_now(now, text):
    assert dates.short(AFTERNOON, now.date(), "en") == text
