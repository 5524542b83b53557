"""Bring what is new, change what the old site changed, and leave alone what was touched here since."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles.models import Article, Contributor
from newsroom.models import Moved, Original
from newsroom.moving.became import CHANGED, DELETED, IMPORTED, SKIPPED, UNCHANGED
from newsroom.moving.bringing import identity
from newsroom.moving.bringing.doors import Door, Known
from newsroom.moving.bringing.identity import Identities

EDITED = "it was edited here after an earlier import; --overwrite takes what the file says"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a record, why, and the key of what it is here, if it is here."""

    outcome: str
    why: str = ""
    key: int | None = None
    here: Any = None

    @property
    def stands(self) -> bool:
        """Say whether the thing is here now, or would be after a rehearsal."""
        return self.key is not None or self.outcome == IMPORTED


class Archive:
    """What the things of one old site become here. A `rehearsal` judges and writes nothing."""

    def __init__(self, source: str, *, rehearsal: bool = False, overwrite: bool = False):
        self.identities = Identities(source)
        self.rehearsal = rehearsal
        self.overwrite = overwrite

    def bring(self, kind: str, old_id: str, thing: Any, door: Door) -> Fate:
        """Bring a thing, new or again, and return what became of it."""
        moved = self.identities.find(kind, old_id)
        if moved is None:
            return self._bring_new(kind, old_id, thing, door)
        here = door.find(moved.new_id)
        if here is None:
            return Fate(SKIPPED, DELETED)
        fate = self.judge(moved, here, thing.becomes, door)
        if fate.outcome == CHANGED and not self.rehearsal:
            door.renew(here, thing)
            identity.sign(moved, thing.becomes, door.version(here)).save()
            self._keep_markup(moved, thing)
        return fate

    def judge(self, moved: Moved, here: Any, becomes: tuple, door: Known) -> Fate:
        """Say what is to become of a thing that was brought before and is still here."""
        is_same = moved.digest == identity.digest(becomes)
        if is_same and not self.overwrite:
            return Fate(UNCHANGED, key=here.pk, here=here)
        is_edited = moved.version != door.version(here)
        # What the paper had before the import has no version of the import's.
        if is_same and not (is_edited and moved.version):
            return Fate(UNCHANGED, key=here.pk, here=here)
        why = door.objection(here) or (EDITED if is_edited and not self.overwrite else "")
        return Fate(SKIPPED if why else CHANGED, why, here.pk, here)

    def key(self, kind: str, old_id: str, door: Door) -> tuple[bool, int | None]:
        """Say whether a thing was brought before, and its key here, None where it was deleted since."""
        moved = self.identities.find(kind, old_id)
        if moved is None:
            return False, None
        return True, moved.new_id if door.find(moved.new_id) else None

    def key_of(self, kind: str, old_id: str) -> int | None:
        """Return the key of what a post or an author became before, None where it is not here (any more)."""
        moved = self.identities.find(kind, old_id) if old_id else None
        model = {"post": Article, "author": Contributor}[kind]
        return moved.new_id if moved and model.objects.filter(pk=moved.new_id).exists() else None

    def remember(self, rows: Iterable[Moved]) -> None:
        """Write down what became of some records."""
        Moved.objects.bulk_create(rows)

    def _bring_new(self, kind, old_id, thing, door) -> Fate:
        if self.rehearsal:
            return Fate(IMPORTED)
        key, version = door.make(thing)
        moved = self.identities.new(kind, old_id, key, thing.becomes, version)
        moved.save()
        self._keep_markup(moved, thing)
        return Fate(IMPORTED, key=key)

    def _keep_markup(self, moved, thing):
        if markup := getattr(thing, "markup", ""):
            Original.objects.update_or_create(moved=moved, defaults={"markup": markup})
