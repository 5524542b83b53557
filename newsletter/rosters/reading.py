"""A roster read line by line; nothing in it is trusted and never all of it is in memory."""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from newsletter.rosters import columns

MOST = 50_000  # lines of one file, so that a press is answered within a minute
SEPARATORS = ",;\t"
EARLIEST = 1990  # nobody signed up before
WITH_TIMES = ("asked", "confirmed")
LONGEST = 2_000  # characters of a cell that we keep
LONGEST_HEADING = 10_000  # characters of the first line


class Unreadable(Exception):
    """This is no roster; says why in the words of the desk."""


@dataclass(frozen=True)
class Line:
    """A line of a roster: what it `said` in each of our columns, and those `times` that could be read."""

    number: int
    said: dict[str, str]
    times: dict[str, datetime.datetime] = field(default_factory=dict)
    has_wrong_time: bool = False

    @property
    def email(self):
        return self.said["email"]


def read(file, *, whole: bool = False) -> Iterator[Line]:
    """Yield the lines of a file that say something; raises `Unreadable`, also at more than `MOST` unless `whole`."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield from _lines(text, None if whole else MOST)
    except UnicodeDecodeError as error:
        raise Unreadable(_("The file is not in UTF-8. Save it as “CSV UTF-8”.")) from error
    except csv.Error as error:
        message = _("This is no table in CSV: %(error)s")
        raise Unreadable(message % {"error": error}) from error
    finally:
        if not file.closed:
            text.detach()  # whoever brought the file closes it


def _lines(text, most):
    first = text.readline(LONGEST_HEADING)
    separator = max(SEPARATORS, key=first.count)
    names = [columns.name(cell) for cell in next(csv.reader([first], delimiter=separator), [])]
    if "email" not in names or len(first) == LONGEST_HEADING:
        raise Unreadable(_("The first line has to name the columns, one of them “email”."))
    rows = csv.reader(text, delimiter=separator, strict=True)
    for count, row in enumerate(rows, start=1):
        if most and count > most:
            message = _("The file has more than %(most)d lines. Divide it.")
            raise Unreadable(message % {"most": most})
        if any(cell.strip() for cell in row):
            yield _line(rows.line_num + 1, dict(zip(names, row, strict=False)))


def _line(number, cells):
    said = dict.fromkeys(columns.OURS, "") | {
        name: columns.as_meant(cell.replace("\0", ""))[:LONGEST]
        for name, cell in cells.items()
        if name in columns.OURS
    }
    times, is_wrong = {}, False
    for name in WITH_TIMES:
        if said[name]:
            at = _moment(said[name])
            is_wrong = is_wrong or at is None
            times |= {name: at} if at else {}
    return Line(number, said, times, is_wrong)


def _moment(said):
    """Return the moment that a cell names, in the newsroom's time zone where it names none, or None."""
    try:
        at = datetime.datetime.fromisoformat(said)
    except ValueError:
        return None
    if not EARLIEST <= at.year <= timezone.now().year:
        return None
    at = at if timezone.is_aware(at) else timezone.make_aware(at)
    return at if at <= timezone.now() else None
