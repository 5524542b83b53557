"""The number of the edition, and how every web process learns that there is a new one.

A finished page says of which edition it is. The number moves inside the transaction of every write that
changes a public page, so a page of another edition is simply not current: nothing is purged.
"""

import logging
import os
import socket
import sqlite3
import threading
import time
from contextlib import suppress

from django.db import connection
from django.db.models import F

from newsroom.press.models import Edition

logger = logging.getLogger(__name__)

CHANNEL = "edition"
LISTENER = "newsroom edition"  # what the line is called in pg_stat_activity
READ = "SELECT number FROM press_edition WHERE id = 1"
CLOCK = "SELECT extract(epoch FROM clock_timestamp())"
ASKED_AGAIN = (
    2  # seconds without news after which PostgreSQL is asked whether it still speaks to us
)
BLIND_AFTER = 6  # seconds without an answer after which nobody may trust the number


def move() -> None:
    """Begin a new edition, inside the transaction of the write that changes a public page."""
    if not Edition.objects.filter(pk=1).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=1, defaults={"number": 1})
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_notify('{CHANNEL}', ({READ})::text)")


def watch():
    """Return what tells this process the number from now on: `number()`, or None while it is not known."""
    return _OnPostgreSQL() if connection.vendor == "postgresql" else _OnSQLite()


class _OnSQLite:
    """Asks the file, in a few microseconds, whether any process has written to it since the last time."""

    ahead = 0.0  # the file has no clock but ours

    def __init__(self):
        self._lock = threading.Lock()
        self._version = self._number = None
        name = connection.settings_dict["NAME"]
        uri = str(name).startswith("file:")
        self._file = sqlite3.connect(name, uri=uri, check_same_thread=False, isolation_level=None)

    def number(self) -> int | None:
        try:
            with self._lock:
                return self._ask()
        except sqlite3.Error:
            logger.exception("The number of the edition cannot be read")
            return None

    def _ask(self):
        [version] = self._file.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            row = self._file.execute(READ).fetchone()
            self._number, self._version = row[0] if row else 0, version
        return self._number

    def close(self):
        self._file.close()


class _OnPostgreSQL:
    """Listens on a connection of its own; a lost connection makes it blind until there is another."""

    def __init__(self):
        self._number, self._heard_at, self.ahead = None, 0.0, 0.0
        self._line = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._stay_connected, name="edition", daemon=True)
        self._thread.start()

    def number(self) -> int | None:
        if time.monotonic() - self._heard_at > BLIND_AFTER:
            return None
        return self._number

    def close(self):
        self._closed.set()
        self._hang_up()
        self._thread.join(ASKED_AGAIN * 2)

    def _stay_connected(self):
        while not self._closed.is_set():
            try:
                self._listen()
            except Exception:  # whatever it was, another connection is tried
                if self._closed.is_set():
                    return
                self._number = None
                logger.warning("The number of the edition is not known", exc_info=True)
                self._closed.wait(1)

    def _hang_up(self):
        if self._line is None or self._line.closed:
            return
        # Closing it here would leave the other thread waiting on it; this ends the wait.
        with suppress(OSError), socket.socket(fileno=os.dup(self._line.fileno())) as end:
            end.shutdown(socket.SHUT_RDWR)

    def _listen(self):
        with connection.Database.connect(**_plain_parameters(), autocommit=True) as line:
            self._line = line
            line.execute(f"LISTEN {CHANNEL}")
            while not self._closed.is_set():
                self.ahead = time.time() - float(line.execute(CLOCK).fetchone()[0])
                row = line.execute(READ).fetchone()
                self._hear(row[0] if row else 0)
                for news in line.notifies(timeout=ASKED_AGAIN):
                    self._hear(int(news.payload))

    def _hear(self, number):
        # In this order: who reads between the two lines finds an old number with an old time.
        self._number = number
        self._heard_at = time.monotonic()


def _plain_parameters():
    parameters = connection.get_connection_params()
    for django_s_own in ("cursor_factory", "context", "prepare_threshold", "pool"):
        parameters.pop(django_s_own, None)
    return parameters | {
        "application_name": LISTENER,
        "connect_timeout": 5,
        "tcp_user_timeout": BLIND_AFTER * 1000,
    }
