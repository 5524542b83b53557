"""Dates and times as newspapers print them in our languages.

Every function takes an aware datetime that is already in the newsroom's time zone, and falls back
to English for a language it does not know.
"""

import re
from datetime import date as date_
from datetime import datetime
from typing import NamedTuple

_EN_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_HY_MONTHS = (
    "հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր "
    "դեկտեմբեր".split()
)
_HYW_MONTHS = (
    "Յունուար Փետրուար Մարտ Ապրիլ Մայիս Յունիս Յուլիս Օգոստոս Սեպտեմբեր Հոկտեմբեր Նոյեմբեր "
    "Դեկտեմբեր".split()
)


class Style(NamedTuple):
    """How one language writes a date; {name} is the month as it stands inside a date."""

    months: list[str]
    months_in_dates: list[str]
    weekdays: list[str]
    month: str
    day_and_month: str
    date: str
    weekday_and_date: str
    half_days: bool


STYLES = {
    "en": Style(
        months=_EN_MONTHS,
        months_in_dates=_EN_MONTHS,
        weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
        month="{name} {year}",
        day_and_month="{name} {day}",
        date="{name} {day}, {year}",
        weekday_and_date="{weekday}, {date}",
        half_days=True,
    ),
    "hy": Style(
        months=_HY_MONTHS,
        months_in_dates=[f"{name}ի" for name in _HY_MONTHS],
        weekdays="երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի".split(),
        month="{year} թ. {name}",
        day_and_month="{name} {day}",
        date="{year} թ. {name} {day}",
        weekday_and_date="{date}, {weekday}",
        half_days=False,
    ),
    # The day first and the months with a capital, as the papers of Beirut and Istanbul write it.
    "hyw": Style(
        months=_HYW_MONTHS,
        months_in_dates=_HYW_MONTHS,
        weekdays="Երկուշաբթի Երեքշաբթի Չորեքշաբթի Հինգշաբթի Ուրբաթ Շաբաթ Կիրակի".split(),
        month="{name} {year}",
        day_and_month="{day} {name}",
        date="{day} {name} {year}",
        weekday_and_date="{weekday}, {date}",
        half_days=False,
    ),
}


def full(moment: datetime, language: str) -> str:
    """Date, time and time zone, such as ``January 7, 2022, 2:20 pm GMT+4``."""
    return f"{date(moment, language)}, {time(moment, language)} {zone(moment)}"


def date(moment: datetime, language: str) -> str:
    """The date with its year, such as ``January 7, 2022``."""
    return _fill(_style(language).date, moment, language)


def weekday_and_date(moment: datetime, language: str) -> str:
    """The date line of a front page, such as ``Friday, January 7, 2022``."""
    style = _style(language)
    weekday = style.weekdays[moment.weekday()]
    return style.weekday_and_date.format(weekday=weekday, date=date(moment, language))


def day_and_month(moment: datetime, language: str) -> str:
    """The date without its year, such as ``January 7``."""
    return _fill(_style(language).day_and_month, moment, language)


def month(year: int, month: int, language: str) -> str:
    """A month of an archive, such as ``January 2022``."""
    style = _style(language)
    return style.month.format(name=style.months[month - 1], year=year)


def time(moment: datetime, language: str) -> str:
    """The time of day, such as ``2:20 pm`` or, where clocks count to 24, ``14:20``."""
    if not _style(language).half_days:
        return f"{moment.hour:02}:{moment.minute:02}"
    half = "am" if moment.hour < 12 else "pm"
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {half}"


def short(moment: datetime, today: date_, language: str) -> str:
    """As little as tells the moment on the day `today`: the time, the day of this year, else the date."""
    if moment.date() == today:
        return time(moment, language)
    if moment.year == today.year:
        return day_and_month(moment, language)
    return date(moment, language)


def zone(moment: datetime) -> str:
    """The name of the time zone, such as ``PST``, or ``GMT+4`` where it has only a number."""
    name = moment.tzname() or ""
    number = re.fullmatch(r"([+-])(\d\d):?(\d\d)?", name.removeprefix("UTC"))
    if not number:
        return name
    sign, hours, minutes = number.groups(default="00")
    return f"GMT{sign}{int(hours)}" + (f":{minutes}" if minutes != "00" else "")


def _style(language: str) -> Style:
    return STYLES.get(language, STYLES["en"])


def _fill(pattern: str, moment: datetime, language: str) -> str:
    name = _style(language).months_in_dates[moment.month - 1]
    return pattern.format(name=name, day=moment.day, year=moment.year)
