"""The web server's worker: gunicorn's own, that hands out finished pages itself before any thread wakes up.

What it does not know to the letter goes to gunicorn as it came: it answers plain GET and HEAD of pages that
lie on the shelf, and nothing else.
"""

import gc
import re
import sys
import time
from functools import partial
from selectors import EVENT_READ
from typing import NamedTuple
from wsgiref.handlers import format_date_time

from gunicorn.http2 import negotiation
from gunicorn.workers.gthread import TConn, ThreadWorker

from newsroom import weblog

LONGEST = 8_192  # bytes of a request that is looked at here
SWITCH = (
    0.001  # seconds after which a thread that renders lets this one answer: p99 of hits hangs on it
)
# What is made for a page is gone with the page: most rounds of the collector find nothing and cost milliseconds.
ROUNDS = (50_000, 20, 50)

_LINE = re.compile(r"(GET|HEAD) (/[!-\"$&-~]*) HTTP/1\.1")  # no fragment, nothing percent-encoded
_NAME = re.compile(r"[a-z0-9-]+")
# By what we answer, and what says nothing to us; whatever else a request may carry is for gunicorn to judge.
HEEDED = {
    *("host", "accept-encoding", "if-none-match", "cookie", "user-agent"),
    *("x-forwarded-for", "x-forwarded-proto"),
}
FOR_GUNICORN = {
    *(
        "content-length",
        "transfer-encoding",
        "expect",
        "upgrade",
        "connection",
        "authorization",
        "range",
    ),
    *(
        "x-forwarded-protocol",
        "x-forwarded-ssl",
        "te",
        "trailer",
        "proxy-authorization",
        "http2-settings",
    ),
}


class Asked(NamedTuple):
    """One plain request."""

    method: str
    path: str
    query: str
    headers: dict[str, str]


def understand(data: bytes) -> Asked | None:
    """Return what a whole plain request asks for, or None for anything that is not one to the letter."""
    text = data.decode("latin-1")
    if (
        len(data) > LONGEST
        or not text.endswith("\r\n\r\n")
        or text.find("\r\n\r\n") != len(text) - 4
    ):
        return None
    first, *lines = text[:-4].split("\r\n")
    line = _LINE.fullmatch(first)
    headers = _headers(lines)
    if line is None or headers is None or not headers.get("host"):
        return None
    path, _, query = line[2].partition("?")
    return Asked(line[1], path, query, headers)


def _headers(lines):
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name, value = name.lower(), value.strip(" \t")
        if (
            not colon
            or not _NAME.fullmatch(name)
            or "\n" in value
            or "\r" in value
            or "\0" in value
        ):
            return None
        if name == "connection" and value.lower() == "keep-alive":
            continue  # what HTTP/1.1 does anyway
        if name in FOR_GUNICORN or (name in HEEDED and name in headers):
            return None
        headers[name] = value
    return headers


class Worker(ThreadWorker):
    """A thread per request that has to be rendered, and none for a page that is there already."""

    def init_process(self):
        from newsroom.press import front  # gunicorn knows this class before Django has begun

        self.front = front
        sys.setswitchinterval(SWITCH)
        gc.set_threshold(*ROUNDS)
        self.believed = frozenset(self.cfg.forwarded_allow_ips)
        self.lines: list[str] = []
        self.second, self.stamp, self.date = 0, "", b""
        super().init_process()

    def accept(self, listener):
        """Take a connection in; what it says first is read when it comes."""
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        conn = TConn(self.cfg, client, address, listener.getsockname())
        conn.is_plain = not (
            self.cfg.is_ssl or negotiation.prior_knowledge_allowed(self.cfg, address)
        )
        conn.was_answered, conn.rest = False, b""
        conn.set_timeout()
        self.pending_conns.append(conn)
        self.poller.register(client, EVENT_READ, partial(self.on_pending_socket_readable, conn))

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
        self._finish(conn, client)

    def on_client_socket_readable(self, conn, client):
        """Answer the next request of a connection here, or let a thread do it."""
        if not self._answer(conn):
            super().on_client_socket_readable(conn, client)
            return
        conn.was_answered = True
        self._finish(conn, client)

    def _finish(self, conn, client):
        """Let a thread send what a slow reader could not take yet, so that nobody else waits for it."""
        if not conn.rest:
            return
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        task = self.tpool.submit(self._send_rest, conn)
        task.add_done_callback(
            lambda done: self.method_queue.defer(self.finish_request, conn, done)
        )

    def murder_keepalived(self, force=False):
        """Close what has been silent for too long; who was answered since moves to the end of the row."""
        for _ in range(len(self.keepalived_conns)):
            if not self.keepalived_conns[0].was_answered:
                break
            self.keepalived_conns[0].was_answered = False
            self.keepalived_conns.rotate(-1)
        super().murder_keepalived(force)

    def wait_for_and_dispatch_events(self, timeout):
        """Do what is there to do, and then write down what was answered here, all at once."""
        super().wait_for_and_dispatch_events(timeout)
        if self.lines:
            self.log.write_lines(self.lines)
            self.lines.clear()

    def _answer(self, conn):
        """Answer one request and say so; what is not for us lies ready for gunicorn to read again."""
        if not self.alive or not conn.is_plain:
            return False
        try:
            data = conn.sock.recv(LONGEST + 1)
        except OSError:
            return False  # gunicorn meets it again and knows what to do
        now = (
            time.time()
        )  # before the number of the edition is asked: the page is current at least then
        environ = self._understand(conn, data)
        page = self.front.find(environ) if environ else None
        if page is None:
            _give_back(conn, data)
            return False
        self._send(conn, environ, page, now)
        return True

    def _understand(self, conn, data):
        asked = understand(data) if data else None
        if asked is None:
            return None
        method, path, query, headers = asked
        scheme = "http"
        if "x-forwarded-proto" in headers and self.believed:
            if conn.client[0] not in self.believed:
                return None
            scheme = "https" if headers["x-forwarded-proto"] == "https" else "http"
        return {
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

    def _send(self, conn, environ, page, now):
        status, head, body = self.front.answer_with(page, environ, now)
        data = b"%b%bConnection: keep-alive\r\n\r\n%b" % (head, self._date(now), body)
        conn.set_timeout()
        try:
            sent = conn.sock.send(data)
        except OSError:
            sent = 0  # not ready for it, or gone: a thread will find out
        if sent < len(data):
            conn.rest = data[sent:]
        if self.log.access_log_enabled:
            self.lines.append(self._line(conn, environ, status, len(body), now))

    def _send_rest(self, conn):
        conn.sock.setblocking(True)
        rest, conn.rest = conn.rest, b""
        conn.sock.sendall(rest)
        return True

    def _date(self, now):
        second = int(now)
        if second != self.second:
            self.second, self.stamp = second, self.log.now()
            self.date = f"Date: {format_date_time(second)}\r\n".encode()
        return self.date

    def _line(self, conn, environ, status, length, now):
        spent = int((time.time() - now) * 1000)
        client = conn.client[0] if isinstance(conn.client, tuple) else ""
        return (
            f"{self.stamp} {client} {environ['REQUEST_METHOD']} {environ['PATH_INFO']} {status} "
            f'{length} bytes {spent} ms "{weblog.shown(environ["HTTP_USER_AGENT"])}"'
        )


def _give_back(conn, data):
    conn.init()
    conn.parser.unreader.unread(data)
    conn.data_ready = True
