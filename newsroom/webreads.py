"""Which stories a web process gives to readers: noted in passing, and written down every few seconds."""

import datetime
import logging
import os
import time
from collections import Counter
from pathlib import Path

from django.conf import settings

from articles import readership, reads

logger = logging.getLogger(__name__)

PAUSE = 10  # seconds between two writes: as much is lost when the process is killed
MOST = 20_000  # reads that wait for it
MODE = 0o640


class Reads:
    """The reads that this process noted; any thread may note one, its loop writes them down."""

    def __init__(self, log: Path):
        self.log, self.due = log, time.monotonic() + PAUSE
        self.noted: list[str] = []
        self.session = f"{settings.SESSION_COOKIE_NAME}="

    def note(self, environ, path: str, status: int) -> None:
        """Note that a page was given, if it is a story's and whoever asked may be a reader who does not work here."""
        if (
            status in reads.GIVEN
            and reads.is_of_story(path)
            and environ["REQUEST_METHOD"] == "GET"
            and reads.is_by_reader(environ.get("HTTP_USER_AGENT", ""))
            and self.session not in environ.get("HTTP_COOKIE", "")
        ):
            self.noted.append(path)

    def write_due(self) -> None:
        """Write down what was noted, now and then."""
        if self.noted and (len(self.noted) > MOST or time.monotonic() >= self.due):
            self.write()

    def write(self) -> None:
        """Write down what was noted."""
        self.due = time.monotonic() + PAUSE
        noted = self.noted[: len(self.noted)]  # others may add to them meanwhile
        if not noted:
            return
        del self.noted[: len(noted)]
        try:
            _append(self.log, _lines(Counter(noted)))
        except OSError as error:
            logger.warning("Reads of stories are not counted: %s", error)


def here() -> Reads | None:
    """Return where this process notes reads, None where the web server before it does."""
    log = readership.own_log()
    return Reads(log) if log else None


def _lines(counts):
    now = datetime.datetime.now(datetime.UTC)
    # It begins with a line of its own: the one before may have been torn by a full disk.
    return "\n" + "".join(f"{reads.line(now, path, times)}\n" for path, times in counts.items())


def _append(log, text):
    """Add to a log that other processes add to as well, and that the worker moves away when it is long."""
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, MODE)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)
