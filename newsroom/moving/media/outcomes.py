"""What became of each picture and file of an archive, kept on disk until the report asks."""

import sqlite3
from typing import NamedTuple

TABLES = """
CREATE TABLE became (old_id TEXT PRIMARY KEY, outcome TEXT, why TEXT, kind TEXT, key INTEGER);
CREATE TABLE met (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Outcome(NamedTuple):
    """What became of one; `here` is the kind and the key of what it is in this house."""

    outcome: str
    why: str = ""
    here: tuple[str, int] | None = None


class Outcomes:
    """The outcomes of one run, by the number that the old site gave each picture or file."""

    def __init__(self):
        # A nameless database is a temporary file that vanishes with the process, however it ends.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.executescript(TABLES)

    def is_new(self, name: str) -> bool:
        """Say whether this is the first time that a name is met in this run."""
        return self._database.execute("INSERT OR IGNORE INTO met VALUES (?)", [name]).rowcount > 0

    def note(self, old_id: str, became: Outcome) -> None:
        """Keep what became of one."""
        kind, key = became.here or ("", None)
        row = (old_id, became.outcome, became.why, kind, key)
        self._database.execute("INSERT OR REPLACE INTO became VALUES (?, ?, ?, ?, ?)", row)

    def of(self, old_id: str) -> Outcome | None:
        """Return what became of one, None for one that was never noted."""
        question = "SELECT outcome, why, kind, key FROM became WHERE old_id = ?"
        row = self._database.execute(question, (old_id,)).fetchone()
        return Outcome(row[0], row[1], (row[2], row[3]) if row[2] else None) if row else None
