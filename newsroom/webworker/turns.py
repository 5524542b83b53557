"""The turns of pages that have to be made: which thread may begin, and when."""

import time
from collections import deque

from gunicorn.workers.gthread import TConn, ThreadWorker

TURN = 0.05  # seconds that a page waits for the one before, which may wait for the database


class InTurn(ThreadWorker):
    """A worker whose threads make the pages for strangers one after the other."""

    def init_process(self):
        self.waiting: deque[TConn] = deque()  # for their turn
        self.making, self.turn_ends = None, 0.0
        super().init_process()

    def enqueue_req(self, conn):
        """Let a thread answer; of the pages for strangers, one is made after the other, unless one takes long.

        Only one thread has the interpreter anyway: where they take it from each other, each page costs a third more.
        """
        if conn.waits_its_turn:
            self.waiting.append(conn)
            self._begin_next()
        else:
            super().enqueue_req(conn)

    def _begin_next(self):
        now = time.monotonic()
        while self.waiting and (self.making is None or self.turn_ends <= now):
            self.making, self.turn_ends = self.waiting.popleft(), now + TURN
            super().enqueue_req(self.making)

    def finish_request(self, conn, fs):
        """Take the connection back from the thread, and let the next page be made."""
        conn.waits_its_turn = False
        if conn is self.making:
            self.making = None
        super().finish_request(conn, fs)
        self._begin_next()

    def wait_for_and_dispatch_events(self, timeout):
        """Do what is there to do; who waits for a turn waits no longer than that."""
        super().wait_for_and_dispatch_events(min(timeout, TURN) if self.waiting else timeout)
        self._begin_next()
