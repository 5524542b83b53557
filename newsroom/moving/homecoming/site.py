"""Bring a whole paper home."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

from django.db import transaction

from comments.models import Rules
from newsroom.models import Banner, MenuItem
from newsroom.moving import wordpress
from newsroom.moving.bringing.report import Entry, Report
from newsroom.moving.bringing.saving import Archive
from newsroom.moving.homecoming import (
    answers,
    export,
    fronts,
    issues,
    logo,
    newsletters,
    notes,
    places,
    readers,
    redirects,
)
from newsroom.moving.homecoming.export import Export
from newsroom.moving.homecoming.names import Names
from newsroom.moving.homecoming.paper import Lines, Mastheads, Single
from newsroom.moving.homecoming.settling import Said, Way, settle
from newsroom.moving.homecoming.uploads import Uploads
from newsroom.moving.progress import SILENT, Progress
from newsroom.moving.wordpress import Options

Step = Callable[[], Iterator[Entry]]


def bring(
    folder: Path,
    options: Options,
    *,
    report: TextIO | None = None,
    progress: Progress = SILENT,
) -> Report:
    """Bring home what `export_site` wrote into a folder, and return what became of each thing.

    Each step is whole or not done at all, and what is done stays: another run goes on from there, and one over
    the same folder changes nothing. Raises `NotAnExport` for a folder that is none, and saves nothing then.
    """
    home = _Home(export.opened(folder), options)
    readers.check(home.export)
    early: list[Entry] = []
    outcome = wordpress.import_files(
        home.export.archives,
        options,
        report=report,
        progress=progress,
        # The stories are printed under the masthead and with its dashes.
        begin=lambda: early.extend(home.together(home.paper)),
        source=Uploads(home.export),
    )
    _enter(outcome, early)
    for step in home.steps:
        _enter(outcome, home.together(step))
    redirects.bring(home.export, home.archive, outcome)
    readers.bring(home.export, home.archive, home.names, outcome)
    return outcome


def _enter(report: Report, entries: Iterable[Entry]) -> None:
    for entry in entries:
        report.in_file[entry.kind] += 1
        report.enter(entry)


class _Home:
    """One export on its way home, step by step."""

    def __init__(self, found: Export, options: Options):
        self.export = found
        self.archive = Archive(
            found.source, rehearsal=options.rehearsal, overwrite=options.overwrite
        )
        self.names = Names(found, self.archive.identities)

    @property
    def steps(self) -> list[Step]:
        """Return the steps in their order, when the stories are there."""
        rest = [self.former_slugs, self.newsletters, self.fronts, self.issues]
        return [*rest, self.answers, self.notes]

    def together(self, step: Step) -> list[Entry]:
        """Take a step as a whole, and return what became of its things."""
        with nullcontext() if self.archive.rehearsal else transaction.atomic():
            return list(step())

    def paper(self) -> Iterator[Entry]:
        said = self.export.paper
        yield self.settle(_only("masthead", said["masthead"]), Mastheads())
        if name := said["masthead"].get("logo"):
            yield logo.bring(self.export, self.archive, str(name))
        yield self.settle(_only("menus", {"lines": said["menus"]}), Lines(MenuItem))
        # The later of two that began together stands first.
        yield self.settle(_only("banners", {"lines": said["banners"][::-1]}), Lines(Banner))
        rules = Single(Rules, "trusted_addresses")
        yield self.settle(_only("rules for comments", said["comments"]), rules)

    def former_slugs(self) -> Iterator[Entry]:
        yield from places.lead_on(self.export, self.archive)

    def newsletters(self) -> Iterator[Entry]:
        for each in self.export.things("newsletters"):
            yield self.settle(newsletters.said_of(each, self.names), newsletters.Newsletters())

    def fronts(self) -> Iterator[Entry]:
        for each in self.export.things("fronts"):
            yield self.settle(fronts.said_of(each, self.names), fronts.Fronts())

    def issues(self) -> Iterator[Entry]:
        for each in self.export.things("issues"):
            yield self.settle(issues.said_of(each, self.names), issues.Issues())

    def answers(self) -> Iterator[Entry]:
        yield from answers.mark(self.export, self.archive)

    def notes(self) -> Iterator[Entry]:
        yield from notes.bring(self.export, self.archive)

    def settle(self, said: Said, way: Way) -> Entry:
        return settle(self.archive, said, way)


def _only(kind: str, facts: dict[str, Any]) -> Said:
    """Return what is said of what there is one of."""
    return Said(kind, "only", str(facts.get("name", "")), facts)
