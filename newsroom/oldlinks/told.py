"""What the earlier lines of a file of redirects said, kept on disk so that memory stays flat."""

import sqlite3
from typing import NamedTuple

CACHE = 4096  # KiB of memory
TABLE = "CREATE TABLE told (number, path PRIMARY KEY, target) WITHOUT ROWID"


class Redirect(NamedTuple):
    """What a line says, as it is kept; the target is empty where the address is gone for good."""

    number: int
    path: str
    target: str


class Told:
    """The redirects that were not refused, each by its address."""

    def __init__(self):
        # A nameless database is a temporary file that vanishes with the process, however it ends.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(f"PRAGMA cache_size = -{CACHE}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(TABLE)
        self._database.execute("BEGIN")

    def __enter__(self) -> "Told":
        return self

    def __exit__(self, *_):
        self._database.close()

    def keep(self, redirect: Redirect) -> None:
        """Keep what a line says of an address; what an earlier one said of it stays."""
        self._database.execute("INSERT OR IGNORE INTO told VALUES (?, ?, ?)", redirect)

    def of(self, path: str) -> Redirect | None:
        """Return what was said of an address."""
        asked = "SELECT number, path, target FROM told WHERE path = ?"
        row = self._database.execute(asked, [path]).fetchone()
        return Redirect(*row) if row else None
