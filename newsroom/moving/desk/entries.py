"""The report of a run, page by page: read from its file, never all of it in memory, linked to what each became."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.core.files.storage import storages
from django.urls import reverse

from articles.models import Article, Contributor, Document, Page, Picture, Section, Tag
from comments.models import Comment
from newsletter.rosters.columns import as_meant
from newsroom.models import ImportRun
from newsroom.moving.desk import words
from newsroom.moving.desk.reasons import spoken

PER_PAGE = 50
# What an import makes, and which of them readers see.
HERE = {
    "post": (Article, Article.objects.published),
    "page": (Page, Page.objects.public),
    "comment": (Comment, Comment.objects.visible),
    "author": (Contributor, Contributor.objects.all),
    "category": (Section, Section.objects.all),
    "tag": (Tag, Tag.objects.all),
    "file": (Document, Document.objects.all),
    "picture": (Picture, Picture.objects.none),  # stands in stories, and nowhere else
}


@dataclass
class Entry:
    """What became of one record, and where that is seen: at the desk, and by readers."""

    kind: str
    old_id: str
    title: str
    line: str
    outcome: str
    why: str
    notes: str
    here: tuple[str, int] | None
    at_desk: str = ""
    on_site: str = ""
    outcome_said: str = ""

    @property
    def kind_said(self):
        return words.KINDS.get(self.kind, self.kind)

    @property
    def why_said(self):
        return spoken(self.why)

    @property
    def notes_said(self):
        notes = (note.partition(": ") for note in self.notes.split("; "))
        return "; ".join(f"{spoken(why)}{colon}{spoken(what)}" for why, colon, what in notes)


def page(run: ImportRun, number: int, *, kind="", outcome="") -> tuple[list[Entry], bool]:
    """Return a page of the entries of this kind and outcome, and whether another one follows."""
    begin = (number - 1) * PER_PAGE
    found = list(islice(_entries(run, kind, outcome), begin, begin + PER_PAGE + 1))
    shown = found[:PER_PAGE]
    _link(shown)
    outcomes = words.outcomes(run) | words.BESIDES
    for entry in shown:
        entry.outcome_said = outcomes.get(entry.outcome, entry.outcome)
    return shown, len(found) > PER_PAGE


def _entries(run, kind, outcome) -> Iterator[Entry]:
    path = Path(storages["archives"].path(run.report))
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            # The last line is cut where the process was killed that wrote it.
            is_whole = None not in row.values()
            if is_whole and kind in ("", row["kind"]) and outcome in ("", row["outcome"]):
                yield _entry(row)


def _entry(row):
    row = {name: as_meant(cell) for name, cell in row.items()}
    here = (row["kind here"], int(row["id here"])) if row["id here"] else None
    plain = ("kind", "title", "line", "outcome", "why", "notes")
    return Entry(old_id=row["old id"], here=here, **{name: row[name] for name in plain})


def _link(entries):
    """Write into entries where what they became is, as far as it is there still."""
    for kind, (model, visible) in HERE.items():
        keys = {entry.here[1] for entry in entries if entry.here and entry.here[0] == kind}
        if not keys:
            continue
        there = set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))
        seen = visible().in_bulk(there)
        for entry in entries:
            if entry.here and entry.here[0] == kind and entry.here[1] in there:
                key = entry.here[1]
                entry.at_desk = reverse(
                    f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key]
                )
                entry.on_site = seen[key].get_absolute_url() if key in seen else ""
