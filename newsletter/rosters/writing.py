"""The readers as a file, with the proofs of their consent, written while it is read."""

import csv
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from newsletter.models import Newsletter, Subscription
from newsletter.rosters import columns
from newsletter.rosters.judging import Judged

AT_ONCE = 2_000  # rows
BOM = "\ufeff"  # by which spreadsheets know UTF-8


class _Echo:
    def write(self, line):
        return line


def readers(newsletter: Newsletter) -> Iterator[str]:
    """Yield the lines of a file of everybody who ever asked for a list, in our own columns."""
    return _csv(columns.OURS, map(_cells, _walk(newsletter.subscriptions)))


def all_readers() -> Iterator[str]:
    """Yield the same of all lists in one file."""
    return _csv(columns.OURS, map(_cells, _walk(Subscription.objects)))


def verdicts(judged: Iterable[list[Judged]]) -> Iterator[str]:
    """Yield the lines of a file that says what becomes of each line of a roster."""
    rows = ((str(e.line.number), e.line.email, str(e.fate.label)) for some in judged for e in some)
    return _csv((_("line"), _("email address"), _("what happens")), rows)


def _csv(heading, rows):
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BOM + writer.writerow(heading)
    for row in rows:
        yield writer.writerow([columns.harmless(cell) for cell in row])


def _walk(subscriptions):
    """Yield subscriptions by their keys: however many, a few thousand are in memory."""
    rows = subscriptions.select_related("subscriber", "newsletter").order_by("pk")
    last = 0
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from some
        last = some[-1].pk


def _cells(row: Subscription):
    reader = row.subscriber
    return (
        reader.email,
        reader.language,
        reader.state,
        row.newsletter.slug,
        row.status,
        row.cadence,
        *map(_moment, (row.asked_at, row.confirmed_at, row.left_at)),
        row.page,
        row.wording,
    )


def _moment(at):
    return at.isoformat(timespec="seconds") if at else ""
