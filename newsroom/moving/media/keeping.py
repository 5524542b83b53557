"""Put pictures and files of an old site into the house, and remember what each became."""

from django.db import transaction

from articles import documents, pictures
from articles.models import Document, Picture
from newsroom.models import Moved
from newsroom.moving.became import CHANGED, DELETED, IMPORTED, SKIPPED, UNCHANGED
from newsroom.moving.media import captions
from newsroom.moving.media.captions import Words
from newsroom.moving.media.library import FILE, MODELS, PICTURE
from newsroom.moving.media.outcomes import Outcome
from newsroom.moving.ours import places as ours
from newsroom.moving.reading.records import Attachment
from newsroom.press import turns

TURN = "bring in a picture or a file"
EDITED = "it was edited here after an earlier import; --overwrite takes the words of the file"

Thing = Picture | Document


class Keeper:
    """The pictures and files of one old site, each kept once under its address there."""

    def __init__(self, source: str, *, overwrite: bool = False, rehearsal: bool = False):
        self.source = source
        self.overwrite = overwrite
        self.rehearsal = rehearsal

    @transaction.atomic
    def keep(self, thing: Thing, name: str, attachment: Attachment) -> Outcome:
        """Save what was prepared with its words, unless another run has brought it meanwhile."""
        turns.take(TURN)
        if known := self.known(name, attachment):
            return known
        said = captions.of_attachment(attachment, type(thing))
        captions.write(thing, said)
        if isinstance(thing, Picture):
            ours.fill_picture(thing, attachment.ours)
        key, kind = _save(thing), PICTURE if isinstance(thing, Picture) else FILE
        digest = captions.digest(said)
        Moved.objects.create(source=self.source, kind=kind, old_id=name, new_id=key, digest=digest)
        return Outcome(IMPORTED, here=(kind, key))

    def known(self, name: str, attachment: Attachment) -> Outcome | None:
        """Return what becomes of one that was brought before, None for a new one."""
        moved = Moved.objects.filter(source=self.source, kind__in=MODELS, old_id=name).first()
        if moved is None:
            return None
        thing = MODELS[moved.kind].objects.filter(pk=moved.new_id).first()
        if thing is None:
            return Outcome(SKIPPED, DELETED)
        return self._again(moved, thing, captions.of_attachment(attachment, type(thing)))

    def _again(self, moved: Moved, thing: Thing, said: Words) -> Outcome:
        here = moved.kind, moved.new_id
        if captions.digest(said) == moved.digest:
            return Outcome(UNCHANGED, here=here)
        is_untouched = captions.digest(captions.written(thing, said)) == moved.digest
        if not (is_untouched or self.overwrite):
            return Outcome(SKIPPED, EDITED, here)
        if not self.rehearsal:
            self._change(moved, thing, said)
        return Outcome(CHANGED, here=here)

    @transaction.atomic
    def _change(self, moved: Moved, thing: Thing, said: Words):
        captions.write(thing, said)
        _save(thing)
        moved.digest = captions.digest(said)
        moved.save(update_fields=["digest"])


def _save(thing: Thing) -> int:
    if isinstance(thing, Picture):
        pictures.save(thing)
    else:
        documents.save(thing)
    return thing.pk
