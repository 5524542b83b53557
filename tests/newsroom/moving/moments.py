"""The moments of a process, one of which is told to be its last."""

import os
import signal
from functools import partial

from django.db import connection

from newsroom.press import storage

READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN")


class Moments:
    """Counts the moments of a process down to its last: before each statement, and in the middle of each file."""

    def __init__(self, left: int):
        self.left = left

    def count(self):
        """Begin to count; a process that is left no moment is let live."""
        connection.execute_wrappers.append(self.before)
        storage.write_whole = partial(self.halves, storage.write_whole)

    def pass_by(self):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, execute, *statement):
        self.pass_by()
        return execute(*statement)

    def halves(self, write, to, name, pieces):
        def halved():
            for piece in pieces:
                yield piece[: len(piece) // 2]
                self.pass_by()
                yield piece[len(piece) // 2 :]

        write(to, name, halved())
        self.pass_by()


class Writes(Moments):
    """Counts only what changes something: what was done before is not counted again by the next process."""

    def before(self, execute, sql, *rest):
        if not sql.lstrip().startswith(READS):
            self.pass_by()
        return execute(sql, *rest)
