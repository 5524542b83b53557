"""The web server's worker: gunicorn's own, that hands out finished pages itself before any thread wakes up.

What it does not know to the letter goes to gunicorn as it came: it answers plain GET and HEAD of pages that
lie on the shelf, and nothing else.
"""

import errno
import gc
import socket
import struct
import sys
import time
from functools import partial
from selectors import EVENT_READ
from wsgiref.handlers import format_date_time

from gunicorn.http2 import negotiation

from newsroom import weblog
from newsroom.plainrequests import LONGEST, understand
from newsroom.webworker.patience import PATIENCE, Connection, Patient
from newsroom.webworker.turns import InTurn

NO_ROOM = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
_TIMES_OUT = struct.pack("ll", PATIENCE, 0)
# Seconds after which a thread that renders lets this one answer: how long the slowest hits take hangs on it.
SWITCH = 0.0002
# What is made for a page is gone with the page: most rounds of the collector find nothing and cost milliseconds.
ROUNDS = (10_000, 10, 10)


class Worker(Patient, InTurn):
    """A thread per request that has to be rendered, and none for a page that is there already."""

    def init_process(self):
        from newsroom import webreads  # gunicorn knows this class before Django has begun
        from newsroom.press import front

        self.front = front
        sys.setswitchinterval(SWITCH)
        gc.set_threshold(*ROUNDS)
        self.believed = frozenset(self.cfg.forwarded_allow_ips)
        self.log.waiting, self.log.reads = [], webreads.here()
        self.second, self.stamp, self.date = 0, "", b""
        super().init_process()

    def accept(self, listener):
        """Take a connection in; what it says first is read when it comes."""
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            self._make_room()
            return
        self.nr_conns += 1
        conn = Connection(self.cfg, client, address, listener.getsockname())
        conn.is_plain = self.cfg.keepalive and not (
            self.cfg.is_ssl or negotiation.prior_knowledge_allowed(self.cfg, address)
        )
        conn.was_answered, conn.waits_its_turn, conn.rest = False, False, b""
        conn.linger = None if self.cfg.is_ssl else self.linger
        for kind in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):  # no thread is held for good
            client.setsockopt(socket.SOL_SOCKET, kind, _TIMES_OUT)
        conn.set_timeout()
        self.pending_conns.append(conn)
        self.poller.register(client, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _make_room(self):
        """Close who has waited longest without a word, where this process may open no more files."""
        waiting = self.pending_conns or self.keepalived_conns
        if waiting:
            self.hang_up(waiting.popleft())

    def on_pending_socket_readable(self, conn, client):
        """Answer the first request of a connection here, or let a thread do it."""
        if conn.initialized or not self._answer(conn):
            super().on_pending_socket_readable(conn, client)
            return
        conn.init()
        client.setblocking(False)
        self.pending_conns.remove(conn)
        self.keepalived_conns.append(conn)
        self.poller.modify(client, EVENT_READ, partial(self.on_client_socket_readable, conn))
        self.finish_sending(conn, client)

    def on_client_socket_readable(self, conn, client):
        """Answer the next request of a connection here, or let a thread do it."""
        if not self._answer(conn):
            super().on_client_socket_readable(conn, client)
            return
        conn.was_answered = True
        self.finish_sending(conn, client)

    def murder_keepalived(self, force=False):
        """Close what has been silent for too long; who was answered since moves to the end of the row."""
        for _ in range(len(self.keepalived_conns)):
            if not self.keepalived_conns[0].was_answered:
                break
            self.keepalived_conns[0].was_answered = False
            self.keepalived_conns.rotate(-1)
        super().murder_keepalived(force)

    def wait_for_and_dispatch_events(self, timeout):
        """Do what is there to do, and then write down what was answered meanwhile, all at once."""
        super().wait_for_and_dispatch_events(timeout)
        self.log.write_waiting()

    def _answer(self, conn):
        """Answer one request and say so; what is not for us lies ready for gunicorn to read again."""
        if not self.alive or not conn.is_plain or len(self.keepalived_conns) > self.max_keepalived:
            return False
        try:
            data = conn.sock.recv(LONGEST + 1)
        except OSError:
            return False  # gunicorn meets it again and knows what to do
        try:
            answer = self._prepare(conn, data)
        except Exception:  # one request may go wrong, and no other with it
            self.log.exception("A finished page could not be handed out")
            answer = None
        if answer is None:
            _give_back(conn, data)
            return False
        self._send(conn, answer)
        return True

    def _prepare(self, conn, data):
        # The time comes before the number of the edition: the page is current at least then.
        now = time.time()
        environ = self._understand(conn, data)
        page = self.front.find(environ) if environ else None
        if page is None:
            conn.waits_its_turn = environ is not None and not environ["HTTP_COOKIE"]
            return None
        status, head, body = self.front.answer_with(page, environ, now)
        answer = b"%b%bConnection: keep-alive\r\n\r\n%b" % (head, self._date(now), body)
        path = environ["PATH_INFO"]  # of a page that is for everybody
        if self.log.reads:
            self.log.reads.note(environ, path, status)
        if self.log.access_log_enabled:
            spent = int((time.time() - now) * 1000)
            said = weblog.line(self.stamp, environ, path, status, len(body), spent)
            self.log.waiting.append(said)
        return answer

    def _understand(self, conn, data):
        asked = understand(data) if data else None
        if asked is None:
            return None
        method, path, query, headers = asked
        scheme = "http"
        if "x-forwarded-proto" in headers:
            # As gunicorn does it: who comes through a file of this machine is believed, networks it knows better.
            is_believed = not isinstance(conn.client, tuple) or conn.client[0] in self.believed
            if self.believed and not is_believed:
                return None
            scheme = "https" if is_believed and headers["x-forwarded-proto"] == "https" else "http"
        return {
            "REMOTE_ADDR": conn.client[0] if isinstance(conn.client, tuple) else "",
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "wsgi.url_scheme": scheme,
            "HTTP_HOST": headers["host"],
            "HTTP_X_FORWARDED_PROTO": headers.get("x-forwarded-proto"),
            "HTTP_COOKIE": headers.get("cookie", ""),
            "HTTP_ACCEPT_ENCODING": headers.get("accept-encoding", ""),
            "HTTP_IF_NONE_MATCH": headers.get("if-none-match", ""),
            "HTTP_USER_AGENT": headers.get("user-agent", "-"),
        }

    def _send(self, conn, answer):
        conn.set_timeout()
        try:
            sent = conn.sock.send(answer)
        except OSError:
            sent = 0  # not ready for it, or gone: we meet it again when it can be written to
        if sent < len(answer):
            conn.rest = memoryview(answer)[sent:]

    def _date(self, now):
        second = int(now)
        if second != self.second:
            self.second, self.stamp = second, self.log.now()
            self.date = f"Date: {format_date_time(second)}\r\n".encode()
        return self.date


def _give_back(conn, data):
    conn.init()
    conn.parser.unreader.unread(data)
    conn.data_ready = True
