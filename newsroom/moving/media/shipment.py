"""Bring all pictures and files of an archive, several at a time, before its texts ask for them."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, nullcontext, suppress
from dataclasses import replace
from threading import BoundedSemaphore, Lock
from typing import NamedTuple, TypeVar
from urllib.parse import quote

from django.core.exceptions import ValidationError

from articles import decoding, documents, pictures
from newsroom.moving.became import IMPORTED, SKIPPED
from newsroom.moving.media import sources
from newsroom.moving.media.keeping import Keeper, Thing
from newsroom.moving.media.library import Library
from newsroom.moving.media.outcomes import Outcome, Outcomes
from newsroom.moving.media.sources import Absent, Missing, Source
from newsroom.moving.ours import places as ours
from newsroom.moving.progress import SILENT, Progress
from newsroom.moving.reading.records import Attachment
from newsroom.press import storage

BEGINNING = 16  # bytes that tell a picture from a file
PHASE = "pictures and files"
AT_ONCE = 4  # files that are on their way
AHEAD = 3 * AT_ONCE  # of these some have arrived and wait for the one before
DECODED_AT_ONCE = 2  # pictures, of which one may be large
LARGE = 20_000_000  # pixels: such a picture takes a quarter of a gigabyte while it is cut, and more
SPARES = 4  # other sizes that are asked for where a picture is gone
SHOWN = ("inherit", "publish", "")  # the states in which WordPress lets readers have a file
NOT_ASKED = "pictures and files are not brought along"
ANOTHER_SIZE = "it is gone itself, and came in another size"
NOWHERE = "the file does not say where it was"
TWIN = "another one in the file has the same address"

Answer = TypeVar("Answer")


class _Parcel(NamedTuple):
    attachment: Attachment
    name: str
    coming: Future[tuple[Thing, str]] | None  # nothing is on its way when it is clear already
    became: Outcome | None = None


class Shipment:
    """The pictures and files of one run; without a source only what is here already is found."""

    def __init__(self, library: Library, keeper: Keeper, source: Source | None):
        self.library = library
        self.keeper = keeper
        self.source = source
        self._outcomes = Outcomes()
        self._decoding = BoundedSemaphore(DECODED_AT_ONCE)
        self._large = Lock()

    def bring(self, attachments: Iterable[Attachment], progress: Progress = SILENT, total: int = 0):
        """Bring what is not here yet; whoever watches may end it between two, and another run goes on from there."""
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            with closing(self._sent(attachments, pool)) as sent:
                for done, parcel in enumerate(sent):
                    progress.at(PHASE, done, total)
                    self._outcomes.note(parcel.attachment.old_id, self._unpack(parcel))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def became(self, old_id: str) -> Outcome:
        """Return what became of an attachment."""
        return self._outcomes.of(old_id) or Outcome(SKIPPED, NOT_ASKED)

    def here(self, old_id: str) -> tuple[str, int] | None:
        """Return the kind and the key of what an attachment is here, None where it was not brought."""
        return self.became(old_id).here

    def _sent(
        self, attachments: Iterable[Attachment], pool: ThreadPoolExecutor
    ) -> Generator[_Parcel]:
        """Yield parcels in their order while the next ones are on their way."""
        waiting: deque[_Parcel] = deque()
        for attachment in attachments:
            waiting.append(self._send(attachment, pool))
            if len(waiting) >= AHEAD:
                yield waiting.popleft()
        yield from waiting

    def _send(self, attachment: Attachment, pool: ThreadPoolExecutor) -> _Parcel:
        name = self.library.identity(attachment.url)
        became = self._at_hand(attachment, name)
        coming = None if became else pool.submit(self._fetch, attachment)
        return _Parcel(attachment, name, coming, became)

    def _at_hand(self, attachment: Attachment, name: str) -> Outcome | None:
        """Return what becomes of one for which nobody has to be asked."""
        if attachment.status not in SHOWN:
            return Outcome(SKIPPED, f"its status was “{attachment.status}”")
        if not name:
            return Outcome(SKIPPED, NOWHERE)
        if not self._outcomes.is_new(name):
            return Outcome(SKIPPED, TWIN)
        if known := self.keeper.known(name, attachment):
            return known
        if not self.source:
            return Outcome(SKIPPED, NOT_ASKED)
        return self._rehearsed(attachment, name) if self.keeper.rehearsal else None

    def _rehearsed(self, attachment: Attachment, name: str) -> Outcome:
        try:
            _, why = _asked(self.source.check, attachment)
        except Missing as missing:
            return Outcome(SKIPPED, str(missing))
        self.library.promise(name)
        return Outcome(IMPORTED, why)

    def _fetch(self, attachment: Attachment) -> tuple[Thing, str]:
        """Return what a picture or file becomes, not saved yet, and what is to be said of it."""
        file, why = _asked(self.source.open, attachment)
        with file:
            if not decoding.ending(file.read(BEGINNING)):
                return documents.prepare(file, sources.name_of(attachment.url)), why
            file.seek(0)
            data = file.read()
        with self._large if decoding.pixels(data) > LARGE else nullcontext(), self._decoding:
            return pictures.prepare(data, focal=ours.focal(attachment.ours)), why

    def _unpack(self, parcel: _Parcel) -> Outcome:
        if parcel.became:
            return parcel.became
        try:
            return self._keep(parcel)
        except Missing as missing:
            return Outcome(SKIPPED, str(missing))
        except ValidationError as error:
            return Outcome(SKIPPED, " ".join(error.messages))

    def _keep(self, parcel: _Parcel) -> Outcome:
        thing, why = parcel.coming.result()
        while True:
            try:
                became = self.keeper.keep(thing, parcel.name, parcel.attachment)
            except storage.Gone:  # somebody has just deleted what was here of the same file
                thing, why = self._fetch(parcel.attachment)
            else:
                return became._replace(why=became.why or why)


def _asked(ask: Callable[[Attachment], Answer], attachment: Attachment) -> tuple[Answer, str]:
    """Return the answer of a source about a file, or where it has that no more, about another size of it."""
    try:
        return ask(attachment), ""
    except Absent:
        for spare in _spares(attachment):
            with suppress(Absent):
                return ask(spare), ANOTHER_SIZE
        raise


def _spares(attachment: Attachment) -> Iterator[Attachment]:
    """Yield other sizes of a picture: the one that a text names, or those that the old site made of it."""
    if not attachment.old_id and attachment.link != attachment.url:
        yield replace(attachment, url=attachment.link)
    for name in attachment.spares[:SPARES]:
        url, file = _beside(attachment.url, quote(name)), _beside(attachment.file, name)
        yield replace(attachment, url=url, file=file)


def _beside(address: str, name: str) -> str:
    folder, slash, _ = address.rpartition("/")
    return f"{folder}{slash}{name}"
