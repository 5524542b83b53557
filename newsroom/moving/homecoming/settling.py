"""What of the rest of an export comes in: what is new, and what this export changed; not what is here without it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from newsroom.moving.became import CHANGED, SKIPPED
from newsroom.moving.bringing.doors import Door
from newsroom.moving.bringing.report import Entry
from newsroom.moving.bringing.saving import Archive, Fate

HERE = "the paper has its own already; --overwrite takes what the export says"


@dataclass(frozen=True)
class Said:
    """What an export says of a thing, by their keys what that names here, and what speaks against bringing it."""

    kind: str
    old_id: str
    title: str
    facts: Mapping[str, Any]
    named: tuple = ()
    objection: str = ""

    @property
    def becomes(self) -> tuple:
        return json.dumps(self.facts, sort_keys=True), self.named


class Way(Door, Protocol):
    """How things of one kind come home."""

    def already(self, said: Said) -> Any | None:
        """Return what stands in its place here, None where there is room."""


def settle(archive: Archive, said: Said, way: Way) -> Entry:
    """Bring a thing home where it may come, and return what became of it."""
    fate = _fate(archive, said, way)
    here = (said.kind, fate.key) if fate.key else None
    return Entry(said.kind, said.old_id, said.title, fate.outcome, fate.why, here=here)


def _fate(archive, said, way) -> Fate:
    # What a thing names would be here after the rehearsal.
    if said.objection and not archive.rehearsal:
        return Fate(SKIPPED, said.objection)
    is_known = archive.identities.find(said.kind, said.old_id)
    if not is_known and (here := way.already(said)):
        return _meet(archive, said, way, here)
    return archive.bring(said.kind, said.old_id, said, way)


def _meet(archive, said, way, here) -> Fate:
    """Leave alone what the paper has without any export, unless the export is to win."""
    if not archive.overwrite:
        return Fate(SKIPPED, HERE, key=here.pk)
    if not archive.rehearsal:
        way.renew(here, said)
        moved = archive.identities.new(
            said.kind, said.old_id, here.pk, said.becomes, way.version(here)
        )
        archive.remember([moved])
    return Fate(CHANGED, key=here.pk)
