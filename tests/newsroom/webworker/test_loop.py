"""The worker's loop, with no process around it."""

import io
import logging
import socket
from types import SimpleNamespace

import pytest
from gunicorn.http import RequestParser, wsgi
from gunicorn.workers.gthread import TConn

from newsroom import weblog
from newsroom.webworker import Worker
from tests.newsroom.webworker.configuration import CONFIGURATION, PLAIN, configuration


class Loop(Worker):
    """As much of a worker as answers one request, with no process around it."""

    def __init__(self, config, page):
        self.alive, self.cfg, self.lines, self.second = True, config, [], 0
        self.believed = frozenset(config.forwarded_allow_ips)
        self.keepalived_conns, self.max_keepalived = [], 9
        self.front = SimpleNamespace(find=page)
        self.log = SimpleNamespace(exception=lambda words: self.lines.append(words))

    def ask(self, data, client=("127.0.0.1", 50_000)):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            conn = TConn(self.cfg, ours, client, ("127.0.0.1", 8000))
            conn.is_plain = True
            theirs.sendall(data)
            return self._answer(conn), conn.parser and conn.parser.unreader.take_buffered()


def test_what_goes_wrong_is_left_to_a_thread_and_stops_nobody():
    loop = Loop(CONFIGURATION, lambda environ: 1 / 0)
    assert loop.ask(PLAIN) == (False, PLAIN)
    assert loop.lines == ["A finished page could not be handed out"]


@pytest.mark.parametrize("trusted", ["0", "1"])
@pytest.mark.parametrize(
    "client",
    [("127.0.0.1", 1), ("::1", 1, 0, 0), ("::ffff:127.0.0.1", 1, 0, 0), ("192.0.2.7", 1), ""],
    ids=str,
)
@pytest.mark.parametrize("said", ["https", "http", "HTTPS", "https, http", "on", ""])
def test_https_is_believed_from_whom_gunicorn_believes_it(trusted, client, said):
    config, seen = configuration(trusted), []
    data = PLAIN.replace(b"Host: x", b"Host: x\r\nX-Forwarded-Proto: %b" % said.encode())
    Loop(config, seen.append).ask(data, client)
    request = next(RequestParser(config, [data], client))
    _, environ = wsgi.create(request, None, client, ("127.0.0.1", 8000), config)
    assert all(
        environ[name] == value for found in seen for name, value in found.items() if name in environ
    )
    assert bool(seen) == (trusted == "0" or client in ("", ("127.0.0.1", 1), ("::1", 1, 0, 0)))


def log_to(*handlers):
    log = weblog.WebLog.__new__(weblog.WebLog)
    log.access_log = SimpleNamespace(handlers=handlers)
    return log


def test_a_log_that_cannot_be_written_stops_nobody(capsys):
    class Full(io.StringIO):
        def write(self, text):
            raise OSError(28, "No space left on device")

    whole = io.StringIO()
    log_to(logging.StreamHandler(Full()), logging.StreamHandler(whole)).write_lines(["a", "b"])
    assert whole.getvalue() == "a\nb\n"
    assert "No space left on device" in capsys.readouterr().err


def test_a_log_that_is_no_stream_gets_every_line():
    class Elsewhere(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    lines = []
    log_to(Elsewhere()).write_lines(["100 %s", "b"])
    assert lines == ["100 %s", "b"]
