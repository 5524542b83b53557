"""The old site's own machines, asked for its pictures and files."""

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from typing import IO

from django.conf import settings

from newsroom.moving.media import doors, patience, unpacking
from newsroom.moving.media.doors import Doors
from newsroom.moving.media.patience import Busy
from newsroom.moving.media.sources import Absent, Missing
from newsroom.moving.reading.records import Attachment
from newsroom.press import foreign
from newsroom.press.names import Names, Unanswered

A_FILE = 300.0  # seconds, redirects and all
SILENCE = 30.0  # seconds in which nothing comes
GONE = {403, 404, 410}  # some storages say the first of what they do not have


class OldSite:
    """The hosts of an old site, and nobody else's; several threads may ask at once.

    `homes` are the addresses that an archive names as its site's. Where their hosts are is looked up once, and only
    what `may_be_asked` says of an address counts.
    """

    def __init__(
        self,
        homes: Iterable[str],
        *,
        names: Names | None = None,
        may_be_asked: Callable[[str], bool] = foreign.is_public,
        pause: Callable[[float], None] = time.sleep,
    ):
        self._doors = Doors(homes)
        self._names = names or Names(float("inf"))
        self._may_be_asked = may_be_asked
        self._pause = pause
        self._in_vain = 0  # files, one after the other, for which nothing came
        self._rests_until = 0.0  # by `time.monotonic`

    def open(self, attachment: Attachment) -> IO[bytes]:
        """Return a file as the old site sends it, kept on disk meanwhile and complete."""
        link = self._doors.whole(attachment.url)
        if self._in_vain >= patience.IN_VAIN:
            raise Missing("the old site no longer answered")
        self._rest()
        until = time.monotonic() + A_FILE
        try:
            return self._asked(link, until)
        except Busy as busy:
            return self._asked_again(link, until, busy)

    def check(self, attachment: Attachment) -> None:
        """Say whether the old site itself may be asked; nobody is."""
        self._doors.check(self._doors.whole(attachment.url))

    def _asked_again(self, link: str, until: float, busy: Busy) -> IO[bytes]:
        for wait in patience.WAITS:
            pause = patience.seconds(busy, wait)
            if time.monotonic() + pause >= until:
                break
            if busy.after:  # what it says to one is meant for all
                self._rests_until = max(self._rests_until, time.monotonic() + pause)
            self._pause(pause)
            try:
                return self._asked(link, until)
            except Busy as error:
                busy = error
        self._in_vain += 1
        raise Missing(str(busy))

    def _rest(self):
        """Leave the old site alone for as long as it has asked for it."""
        left = self._rests_until - time.monotonic()
        if left > 0:
            self._pause(left)

    def _asked(self, link: str, until: float) -> IO[bytes]:
        try:
            return self._followed(link, until)
        except foreign.Refused as error:
            raise Missing(f"its host has no public address: {error}") from None
        except Unanswered as error:
            raise Busy(f"nobody says where it is: {error}") from None
        except (OSError, HTTPException, ValueError) as error:
            # What is cut off may look like any other end.
            if isinstance(error, TimeoutError) or time.monotonic() >= until:
                self._in_vain += 1
                raise Missing("the old site took too long") from None
            raise Busy(f"the old site did not answer in full ({type(error).__name__})") from None

    def _followed(self, wanted: str, until: float) -> IO[bytes]:
        """Return what a link leads to, each step of the way judged as the first was."""
        link = wanted
        for _turn in range(foreign.MOST_REDIRECTS + 1):
            self._doors.check(link)
            address = foreign.pinned(link, self._names, self._may_be_asked)
            with foreign.answer("GET", link, address, until, _headers(), SILENCE) as response:
                leads_to = _location(response)
                if response.status not in foreign.REDIRECTS or not leads_to:
                    with self._counted():
                        return _body(response, wanted, until)
                link = doors.joined(link, leads_to)
        raise Missing("it was redirected without end")

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Begin to count anew with an answer that is whole, be it that there is no such file."""
        try:
            yield
        except Missing:
            self._in_vain = 0
            raise
        self._in_vain = 0


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"Newsroom import (+{settings.SITE_URL})",
        "Accept-Encoding": "identity",
    }


def _location(response: HTTPResponse) -> str:
    """Return where an answer leads; some write the letters of an address as they are."""
    said = response.getheader("Location", "")
    try:
        return said.encode("latin-1").decode()
    except UnicodeError:
        return said


def _body(response: HTTPResponse, url: str, until: float) -> IO[bytes]:
    if response.status in patience.BUSY:
        raise Busy(f"the old site said {response.status}", response.getheader("Retry-After", ""))
    if response.status in GONE:
        raise Absent(f"the old site said {response.status}")
    if response.status != 200:
        raise Missing(f"the old site said {response.status}")
    file = tempfile.TemporaryFile()  # noqa: SIM115 — whoever asked closes it
    try:
        unpacking.copy(response, file, url)
        if time.monotonic() >= until:  # what was cut off looks as if it had ended
            raise TimeoutError
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
