"""Addresses that led elsewhere lead there again: each is judged as a line of an editor's file would be."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

from articles.models import Document
from newsroom.models import OldAddress
from newsroom.moving.became import CHANGED, IMPORTED, SKIPPED, UNCHANGED
from newsroom.moving.bringing import identity
from newsroom.moving.bringing.report import Entry, Report
from newsroom.moving.bringing.saving import Archive
from newsroom.moving.homecoming.export import TABLE, Export
from newsroom.moving.media import library
from newsroom.oldlinks import addresses, leading, lines, taking
from newsroom.oldlinks.lines import Line
from newsroom.oldlinks.taking import Refusal

KIND = "redirect"


def bring(export: Export, archive: Archive, report: Report) -> None:
    """Take the redirects of an export, once: what was deleted here since does not come back."""
    path = export.folder / TABLE
    said = (hashlib.sha256(path.read_bytes()).hexdigest(),)
    before = archive.identities.find(KIND, TABLE)
    with lines.opened(path) as file:
        if before and before.digest == identity.digest(said) and not archive.overwrite:
            report.count(KIND, UNCHANGED, sum(1 for _ in lines.read(file)))
            return
        _take(lines.read(file), archive, report)
    if not archive.rehearsal:
        moved = before or archive.identities.new(KIND, TABLE, 0, said, None)
        identity.sign(moved, said, None).save()


def _take(said: Iterable[Line], archive: Archive, report: Report) -> None:
    def refuse(refusal: Refusal):
        report.in_file[KIND] += 1
        report.enter(Entry(KIND, refusal.path, "", SKIPPED, refusal.why, line=refusal.number))

    new = _new(said, archive, report)
    outcome = taking.take(new, refuse, rehearsal=archive.rehearsal)
    report.count(KIND, IMPORTED, outcome.new)
    report.count(KIND, CHANGED, outcome.changed)
    report.count(KIND, UNCHANGED, outcome.unchanged)


def _new(said: Iterable[Line], archive: Archive, report: Report) -> Iterator[Line]:
    """Yield the lines with what they lead to here; addresses that are kept here already lead where they do."""
    said = iter(said)
    while some := list(islice(said, taking.AT_ONCE)):
        asked = [addresses.of_url(line.path) for line in some]
        known = set(OldAddress.objects.filter(path__in=asked).values_list("path", flat=True))
        for line, path in zip(some, asked, strict=True):
            if path in known and not archive.overwrite:
                report.count(KIND, UNCHANGED, 1)
            else:
                yield line._replace(target=_here(line.target, archive.identities))


def _here(target: str, identities: identity.Identities) -> str:
    """Return where a target of the other site stands here in the end, nothing where that is gone."""
    if not target.startswith("/") or not target.isprintable() or not addresses.split(target):
        return target  # none of ours, or none at all
    home = f"https://{identities.source}/"
    if moved := identities.find(library.FILE, library.identity(target, home)):
        document = Document.objects.filter(pk=moved.new_id).first()
        return document.get_absolute_url() if document else ""
    try:
        return leading.end_of(target) or target
    except leading.Gone:
        return ""
