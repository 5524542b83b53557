"""The lines to PostgreSQL: one that was cut is never handed out, and a server that is away makes nobody wait."""

import select
from contextlib import contextmanager
from threading import Lock

from django.db.backends.postgresql import base

MOMENT = 0.2  # seconds in which another thread may find that the server is back
PATIENCE = 3  # seconds for a server that may be there again


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, which does not speak on a line that has ended, nor wait for a server that is known to be away."""

    _is_away = False
    _asking = Lock()

    def get_new_connection(self, conn_params):
        """Return a line that is whole, from the pool, which waits: so it is asked where somebody is there."""
        if self._is_away:
            with self._one_at_a_time():
                self._knock(conn_params)
        return self._noted(conn_params)

    def _noted(self, conn_params):
        try:
            line = self._whole(conn_params)
        except self.Database.OperationalError:
            DatabaseWrapper._is_away = True
            raise
        DatabaseWrapper._is_away = False
        return line

    def _whole(self, conn_params):
        line = super().get_new_connection(conn_params)
        while self.pool and _is_cut(line):
            line.close()
            self.pool.putconn(line)  # which brings another one, if there is anybody to ask
            self._knock(conn_params)
            line = super().get_new_connection(conn_params)
        return line

    @contextmanager
    def _one_at_a_time(self):
        if not self._asking.acquire(timeout=MOMENT):
            raise self.Database.OperationalError("The database does not answer")
        try:
            yield
        finally:
            self._asking.release()

    def _knock(self, conn_params):
        self.Database.connect(**conn_params | {"connect_timeout": PATIENCE}).close()


def _is_cut(line):
    """Say whether the server has spoken unasked: its last words, or the end of the line."""
    poll = select.poll()
    poll.register(line.fileno(), select.POLLIN)
    return bool(poll.poll(0))
