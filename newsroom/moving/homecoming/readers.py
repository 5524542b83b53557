"""The readers of the newsletters, where the export has them: through the door of every file of readers."""

from collections import Counter
from collections.abc import Iterator

from newsletter.models import Newsletter
from newsletter.rosters import judging, reading, taking
from newsletter.rosters.judging import TAKEN, Fate
from newsroom.moving.became import IMPORTED, SKIPPED, UNCHANGED
from newsroom.moving.bringing.report import Report
from newsroom.moving.bringing.saving import Archive
from newsroom.moving.homecoming.export import Export
from newsroom.moving.homecoming.names import Names
from newsroom.moving.reading.records import NotAnExport

KIND = "reader"
FILE = "subscribers.csv"
NO_LIST = "the newsletter is not here"
CONSENT = "Came along with the paper from {source}."


def check(export: Export) -> None:
    """Raise `NotAnExport` where the export has readers whom nobody can read."""
    path = export.file(FILE)
    try:
        for _ in _lines(path, "") if path else ():
            pass
    except reading.Unreadable as error:
        raise NotAnExport(f"{FILE}: {error}") from None


def bring(export: Export, archive: Archive, names: Names, report: Report) -> None:
    """Put on each list who was on it there, and count what became of each line."""
    path = export.file(FILE)
    for newsletter in export.things("newsletters") if path else ():
        slug = newsletter["slug"]
        counts = _bring(path, slug, archive, names.newsletter(slug))
        if counts is None:
            report.count(KIND, SKIPPED, sum(1 for _ in _lines(path, slug)), NO_LIST)
        for fate, number in (counts or {}).items():
            outcome = IMPORTED if fate in TAKEN else UNCHANGED if fate == Fate.HERE else SKIPPED
            report.count(KIND, outcome, number, str(fate.label) if outcome == SKIPPED else "")


def _bring(path, slug, archive, newsletter) -> Counter[Fate] | None:
    if archive.rehearsal:
        # Nobody is on a list that is not there yet.
        some = judging.judge(_lines(path, slug), newsletter or Newsletter(pk=0, slug=slug))
        return Counter(each.fate for judged in some for each in judged)
    consent = CONSENT.format(source=archive.identities.source)
    return taking.take(_lines(path, slug), newsletter, consent) if newsletter else None


def _lines(path, slug) -> Iterator[reading.Line]:
    """Yield the lines of one list; a mailbox stands once in each that it is on."""
    with path.open("rb") as file:
        yield from (line for line in reading.read(file, whole=True) if line.said["list"] == slug)
