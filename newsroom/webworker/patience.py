"""Readers who are slow: each of them waits alone, and no thread for any of them."""

import socket
import time
from collections import deque
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from newsroom.plainrequests import LONGEST

PATIENCE = 30  # seconds in which a byte of what is asked has to come, or one of the answer to go
GOODBYE = 2  # seconds after the last answer in which the other side may leave first
MOST_HEARD = 65_536  # bytes that it may still say meanwhile


class Connection(TConn):
    """A connection whose last answer is on its way while others are served: gunicorn's own makes all wait."""

    linger = None

    def close(self, graceful=False):
        if graceful and self.linger:
            self.linger(self)
            return
        super().close(graceful)


class Patient(ThreadWorker):
    """A worker whose loop sends the rest of long answers, and hears out who had the last one."""

    def init_process(self):
        self.sending: deque[TConn] = deque()  # whose answers wait for a slow reader
        self.leaving: deque[TConn] = deque()  # who had the last answer and may still be speaking
        super().init_process()

    def finish_sending(self, conn, client):
        """Keep what a slow reader could not take yet, and read nothing from it before that is sent."""
        if not conn.rest:
            return
        self.keepalived_conns.remove(conn)
        self._wait_for(conn)
        self.poller.modify(client, EVENT_WRITE, partial(self.on_client_socket_writable, conn))

    def on_client_socket_writable(self, conn, client):
        """Send the next part of an answer; after the last one the connection is as any other."""
        self.sending.remove(conn)
        try:
            conn.rest = conn.rest[client.send(conn.rest) :]
        except BlockingIOError:
            pass
        except OSError:
            self.hang_up(conn)
            return
        if conn.rest:
            self._wait_for(conn)
            return
        conn.set_timeout()
        if not self.alive:
            conn.timeout = min(conn.timeout, time.monotonic() + STOP_KEEPALIVE_LINGER)
        self.keepalived_conns.append(conn)
        self.poller.modify(client, EVENT_READ, partial(self.on_client_socket_readable, conn))

    def _wait_for(self, conn):
        conn.timeout = time.monotonic() + PATIENCE
        self.sending.append(conn)

    def hang_up(self, conn):
        """Close a connection that nobody handles."""
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self):
        """Close who has said nothing for too long, and who has read nothing, and who does not leave."""
        super().murder_pending()
        now = time.monotonic()
        for waiting in (self.sending, self.leaving):
            while waiting and waiting[0].timeout <= now:
                self.hang_up(waiting.popleft())

    def linger(self, conn):
        """Say that nothing more comes, and hear the other side out, or it might lose the end of the answer."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
            self.poller.register(
                conn.sock, EVENT_READ, partial(self.on_leaving_socket_readable, conn)
            )
        except (OSError, ValueError):
            conn.close()
            return
        self.nr_conns += 1
        conn.timeout, conn.heard = time.monotonic() + GOODBYE, 0
        self.leaving.append(conn)

    def on_leaving_socket_readable(self, conn, client):
        """Throw away what comes after the last answer, up to the end or to what is too much."""
        try:
            data = client.recv(LONGEST)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        conn.heard += len(data)
        if data and conn.heard < MOST_HEARD:
            return
        self.leaving.remove(conn)
        self.hang_up(conn)
