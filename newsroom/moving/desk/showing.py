"""What the page of a run shows: how far it is and how long it still takes, or what came of it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.models import ImportRun
from newsroom.moving.desk import words
from newsroom.moving.desk.reasons import spoken

FEW = 8  # of what was noted in texts; the report has all
OTHERS = "others"  # what a report has not counted apart
WIDE = 1000  # parts into which the bar is divided
SURE = 5  # seconds after which a guess is worth saying
MINUTE, HOUR = 60, 3600  # seconds


@dataclass(frozen=True)
class Cell:
    """A number of the table, and where the records are listed that it counts."""

    count: str
    address: str


def progress(run: ImportRun) -> dict:
    """Return what is known of a run on its way at this moment."""
    return {
        "run": run,
        "phase": words.PHASES.get(run.phase, run.phase),
        "said": _said(run),
        "left": _left(run),
        "width": min(run.done * WIDE // run.total, WIDE) if run.total else 0,
        "waits_for": _before(run),
    }


def table(run: ImportRun) -> dict:
    """Return the counts of a run, a row for each kind of record, and whether they add up to the file's own."""
    in_file, became = run.counts.get("in_file", {}), run.counts.get("outcomes", {})
    names = words.outcomes(run)
    kinds = [kind for kind in words.KINDS if kind in in_file]
    kinds += [kind for kind in in_file if kind not in words.KINDS]
    rows = [
        (
            words.KINDS.get(kind, kind),
            _number(in_file[kind]),
            _cells(run, became.get(kind, {}), kind),
        )
        for kind in kinds
    ]
    sums = {each: sum(counts.get(each, 0) for counts in became.values()) for each in names}
    total = sum(in_file.values())
    return {
        "heads": list(names.values()),
        "rows": rows,
        "total": _number(total),
        "sums": _cells(run, sums),
        "adds_up": run.counts.get("adds_up"),
        "is_new": bool(sums["imported"] or sums["changed"]),
    }


def reasons(run: ImportRun) -> list[dict]:
    """Return why records were left out, with how many of each kind, and where they are listed."""
    return [
        {
            "kind": words.KINDS.get(kind, kind),
            "why": spoken(why),
            "cell": Cell(_number(count), _entries(run, kind=kind, outcome="skipped")),
        }
        for kind, why, count in run.counts.get("reasons", [])
    ]


def mended(run: ImportRun) -> list[tuple[str, Cell]]:
    """Return what was mended in the files before any record was judged, and where its places are listed."""
    address = _entries(run, outcome=words.MENDED)
    return [
        (spoken(what), Cell(_number(count), address))
        for what, count in run.counts.get("mended", [])
    ]


def notes(run: ImportRun) -> list[dict]:
    """Return what was mended, left out or has to be looked at in texts: how often, and the first of it."""
    found: dict[str, list[tuple[str, int]]] = {}
    for why, what, count in run.counts.get("notes", []):
        found.setdefault(why, []).append((what, count))
    return [
        {
            "why": spoken(why),
            "count": _number(sum(count for _what, count in each)),
            "first": [
                f"{spoken(what)} × {_number(count)}" for what, count in each if what != OTHERS
            ][:FEW],
        }
        for why, each in found.items()
    ]


def _cells(run, counts, kind=""):
    return [
        Cell(
            _number(counts.get(each, 0)),
            _entries(run, kind=kind, outcome=each) if counts.get(each) else "",
        )
        for each in words.OUTCOMES
    ]


def _entries(run, **chosen):
    address = reverse("admin:newsroom_importrun_entries", args=[run.pk])
    return f"{address}?{urlencode({name: value for name, value in chosen.items() if value})}"


def _said(run):
    if run.total:
        return _("%(done)s of %(total)s") % {"done": _number(run.done), "total": _number(run.total)}
    return _number(run.done) if run.done else ""


def _left(run):
    """Return how long this part still takes at the pace so far, in words; nothing before that is known."""
    if not (run.done and run.total and run.phase_began_at):
        return ""
    spent = (timezone.now() - run.phase_began_at).total_seconds()
    return _in_words(spent * (run.total - run.done) / run.done) if spent > SURE else ""


def _in_words(seconds):
    if seconds < MINUTE:
        return _("less than a minute left")
    if seconds < HOUR:
        count = round(seconds / MINUTE)
        return ngettext("about %d minute left", "about %d minutes left", count) % count
    count = round(seconds / HOUR)
    return ngettext("about %d hour left", "about %d hours left", count) % count


def _before(run):
    if run.status != ImportRun.Status.WAITING:
        return None
    return ImportRun.objects.under_way().first()


def _number(count):
    return number_format(count, force_grouping=True)
