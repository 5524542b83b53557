"""The slugs that sections, topics and bylines once had: their addresses lead on."""

from collections.abc import Iterator
from typing import Any

from articles import renaming
from articles.models import Contributor, Section, Tag
from newsroom.moving.became import IMPORTED, SKIPPED, UNCHANGED
from newsroom.moving.bringing.report import Entry
from newsroom.moving.bringing.saving import Archive
from newsroom.moving.homecoming.export import Export

KIND = "former slug"
PLACES: dict[str, tuple[str, type[renaming.Place]]] = {
    "sections": ("category", Section),
    "topics": ("tag", Tag),
    "contributors": ("author", Contributor),
}
NOT_HERE = "what had it is not here"
TAKEN = "something else has it here"


def lead_on(export: Export, archive: Archive) -> Iterator[Entry]:
    """Let former slugs lead where they led, and yield what became of each."""
    for file, (kind, model) in PLACES.items():
        for place in export.things(file):
            for slug in place.get("former_slugs", ()):
                outcome, why = _lead_on(archive, kind, model, place, slug)
                yield Entry(KIND, f"{kind} {slug}", place["name"], outcome, why)


def _lead_on(archive, kind, model, said: dict[str, Any], slug: str) -> tuple[str, str]:
    moved = archive.identities.find(kind, said["slug"])
    place = model.objects.filter(pk=moved.new_id).first() if moved else None
    if place is None:
        return (IMPORTED, "") if archive.rehearsal and moved is None else (SKIPPED, NOT_HERE)
    if (there := renaming.now_at(model, slug)) or model.objects.filter(slug=slug).exists():
        return (UNCHANGED, "") if there == place else (SKIPPED, TAKEN)
    if not archive.rehearsal:
        renaming.remember(place, slug)
    return IMPORTED, ""
