"""One run carried out: what was asked for is handed to the import, which is watched, reported and written down."""

import logging
import time
import zoneinfo
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import translation
from django.utils.translation import gettext as _

from newsroom.models import ImportRun
from newsroom.moving import wordpress
from newsroom.moving.bringing.report import MENDED
from newsroom.moving.reading import records
from newsroom.moving.reading.records import NotAnExport
from newsroom.moving.runs import files

logger = logging.getLogger(__name__)

OFTEN = 1  # seconds between two words about how far it is
BREATH = (
    0.1  # seconds, then: SQLite has no turns, and whoever waits to write looks ten times a second
)
MOST = 500  # reasons and notes that a page shows; the report has all


class Watch:
    """Writes down how far a run is, and ends it where somebody wished that or the claim is somebody else's."""

    def __init__(self, run: ImportRun):
        self.run = run
        self.said_at = float("-inf")

    def at(self, phase: str, done: int, total: int) -> None:
        now = time.monotonic()
        if phase == self.run.phase and now < self.said_at + OFTEN:
            return
        self.said_at = now
        if not self.run.step(phase, done, total):
            raise wordpress.Stopped
        time.sleep(BREATH)


def carry_out(run: ImportRun) -> None:
    """Bring in what the run asks for, or only look, and note how it ended; whoever calls holds its claim."""
    with _in_the_words_of(run.created_by):
        try:
            outcome = _bring(run)
        except wordpress.Stopped:
            run.leave()
        except (NotAnExport, files.Gone) as why:
            run.refuse(str(why))
        except Exception as error:
            logger.exception("The import of %s failed", run)
            run.fail(_why(error))
        else:
            run.finish(outcome.source, counted(outcome))


def counted(outcome: wordpress.Report) -> dict:
    """Return the counts of a report as they are kept: what is in the file, what became of it, and why."""
    return {
        "in_file": dict(outcome.in_file),
        "outcomes": {kind: dict(counts) for kind, counts in outcome.outcomes.items()},
        "reasons": [[*about, count] for about, count in outcome.reasons.most_common()],
        "notes": [
            *([MENDED, what, count] for what, count in outcome.mended.counts.most_common()),
            *([*about, count] for about, count in outcome.notes.most_common()),
        ],
        "mended": [[what, count] for what, count in outcome.mended.counts.most_common(MOST)],
        "undeclared": dict(outcome.undeclared),
        "adds_up": outcome.adds_up(),
    }


def _bring(run):
    with files.side_by_side(run) as paths, _report_of(run) as report:
        return wordpress.import_files(paths, _options(run), report=report, progress=Watch(run))


def _options(run):
    return wordpress.Options(
        zone=zoneinfo.ZoneInfo(run.zone) if run.zone else None,
        rehearsal=run.rehearsal,
        overwrite=run.overwrite,
        fetch_media=run.media == ImportRun.Media.FETCH,
        media_from=files.copied() if run.media == ImportRun.Media.COPY else None,
        tag_base=run.tag_base or records.TAG_BASE,
        author_base=run.author_base or records.AUTHOR_BASE,
    )


@contextmanager
def _report_of(run):
    """Open a new file for the report: whoever lost the claim may still write into the old one."""
    storage, before = storages["archives"], run.report
    name = storage.save(f"report-{run.pk}-{run.claim[:8]}.csv", ContentFile(b""))
    if not run.write_into(name):
        raise wordpress.Stopped
    if before:
        storage.delete(before)
    with Path(storage.path(name)).open("w", encoding="utf-8", newline="") as report:
        yield report


@contextmanager
def _in_the_words_of(user):
    language = user.desk_language if user else ""
    with translation.override(language or None):
        yield


def _why(error):
    """Return what a person is told of an error that nobody foresaw; the log has the whole of it."""
    words = _("It ended with an error that nobody foresaw (%(error)s). The server's log has more.")
    said = ", ".join([type(error).__name__, *getattr(error, "__notes__", [])])
    return words % {"error": said}
