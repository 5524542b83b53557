"""Put pictures and files of an old site into the house, and remember what each became."""

from django.db import transaction

from articles import pictures
from articles.models import Picture
from newsroom.models import Moved
from newsroom.moving.bringing.report import CHANGED, IMPORTED, SKIPPED, UNCHANGED
from newsroom.moving.media import captions
from newsroom.moving.media.captions import Words
from newsroom.moving.media.library import MODELS, PICTURE
from newsroom.moving.media.outcomes import Outcome
from newsroom.press import turns

TURN = "bring in a picture or a file"
DELETED = "it was deleted here after an earlier import"
EDITED = "it was edited here after an earlier import; --overwrite takes the words of the file"


class Keeper:
    """The pictures and files of one old site, each kept once under its address there."""

    def __init__(self, source: str, *, overwrite: bool = False, rehearsal: bool = False):
        self.source = source
        self.overwrite = overwrite
        self.rehearsal = rehearsal

    @transaction.atomic
    def keep(self, picture: Picture, name: str, words: Words) -> Outcome:
        """Save a picture that was prepared, unless another run has brought it meanwhile."""
        turns.take(TURN)
        if known := self.known(name, words):
            return known
        pictures.save(picture)
        key, digest = picture.pk, words.digest
        Moved.objects.create(
            source=self.source, kind=PICTURE, old_id=name, new_id=key, digest=digest
        )
        return Outcome(IMPORTED, here=(PICTURE, key))

    def known(self, name: str, words: Words) -> Outcome | None:
        """Return what becomes of one that was brought before, None for a new one."""
        moved = Moved.objects.filter(source=self.source, kind__in=MODELS, old_id=name).first()
        if moved is None:
            return None
        thing = MODELS[moved.kind].objects.filter(pk=moved.new_id).first()
        if thing is None:
            return Outcome(SKIPPED, DELETED)
        return self._again(moved, thing, words)

    def _again(self, moved: Moved, thing: Picture, words: Words) -> Outcome:
        here = moved.kind, moved.new_id
        if words.digest == moved.digest:
            return Outcome(UNCHANGED, here=here)
        if captions.of_picture(thing).digest != moved.digest and not self.overwrite:
            return Outcome(SKIPPED, EDITED, here)
        if not self.rehearsal:
            self._change(moved, thing, words)
        return Outcome(CHANGED, here=here)

    @transaction.atomic
    def _change(self, moved: Moved, thing: Picture, words: Words):
        thing.alt, thing.caption, thing.credit = words
        pictures.save(thing)
        moved.digest = words.digest
        moved.save(update_fields=["digest"])
