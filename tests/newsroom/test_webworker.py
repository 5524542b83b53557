"""The web server's worker, asked by browsers, by the web server in front of it and by attackers."""

import contextlib
import io
import json
import logging
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import brotli
import psutil
import pytest
from gunicorn.config import Config
from gunicorn.http import RequestParser, wsgi
from gunicorn.workers.gthread import TConn
from hypothesis import example, given
from hypothesis import strategies as st

from newsroom import weblog
from newsroom.plainrequests import understand
from newsroom.webworker import Worker
from tests.harness.site import OURS, ROOT, free_port

CONF = ROOT / "deploy" / "gunicorn.conf.py"
KEEPALIVE = 2  # seconds, here; the server's own five would only make these tests longer
PLAIN = b"GET /a/?q=1 HTTP/1.1\r\nHost: x\r\n\r\n"


def configuration(trusted="0"):
    config = Config()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRUSTED_PROXIES", trusted)
        for name, value in runpy.run_path(str(CONF)).items():
            if name in config.settings:
                config.set(name, value)
    return config


CONFIGURATION = configuration()


def test_a_plain_request_is_understood():
    asked = understand(
        b"HEAD //a/b;c?q=1&r=?2 HTTP/1.1\r\nHOST: x:80\r\nConnection: Keep-Alive\r\nX:\t\xe9 \r\n\r\n"
    )
    assert asked == (
        "HEAD",
        "//a/b;c",
        "q=1&r=?2",
        {"host": "x:80", "connection": "Keep-Alive", "x": "\xe9"},
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        b"\r\n" + PLAIN,
        PLAIN[:-2],
        PLAIN + b"G",
        PLAIN * 2,
        PLAIN.replace(b"\r\n", b"\n"),
        PLAIN.replace(b"GET", b"POST"),
        PLAIN.replace(b"GET", b"get"),
        PLAIN.replace(b"1.1", b"1.0"),
        PLAIN.replace(b"/a/", b"http://x/a/"),
        PLAIN.replace(b"/a/", b"*"),
        PLAIN.replace(b"/a/", b"/%61/"),
        PLAIN.replace(b"/a/", b"/a/#b"),
        PLAIN.replace(b"/a/", b"/\xc3\xa4/"),
        PLAIN.replace(b"/a/", b"/a\x7f/"),
        PLAIN.replace(b"/a/", b"/a /"),
        PLAIN.replace(b"q=1", b"q=" + b"1" * 4_094),
        PLAIN.replace(b"Host: x", b"Host:"),
        PLAIN.replace(b"Host: x", b"Host: x\r\nHost: x"),
        PLAIN.replace(b"Host: x", b"Host : x"),
        PLAIN.replace(b"Host: x", b"Host: x\r\n folded: 1"),
        PLAIN.replace(b"Host: x", b"Host: x\r\nX_Forwarded_Proto: https"),
        *(
            PLAIN.replace(b"Host: x", b"Host: x\r\n" + more)
            for more in (
                *(b"Content-Length: 0", b"Transfer-Encoding: chunked", b"Connection: close"),
                *(b"Connection: keep-alive\r\nConnection: close", b"Expect: 100-continue"),
                *(b"Upgrade: h2c", b"Authorization: Basic eDp4", b"X-Forwarded-Ssl: on"),
                *(b"Cookie: a=1\r\nCookie: b=1", b"Content-Type: a\r\nContent-Type: b"),
                *(
                    b"X: \x01",
                    b"X: \x7f",
                    b"X: a\rb",
                    b"X: a\nb",
                    b"X: a\0b",
                    b": 1",
                    b"X",
                    b"\xb5: 1",
                ),
                b"\r\n".join(b"X-%d: 1" % number for number in range(60)),
                b"X: " + b"1" * 8_192,
            )
        ),
    ],
)
def test_what_is_not_plain_to_the_letter_is_for_gunicorn(data):
    assert understand(data) is None


def mostly(usual, odd):
    """Draw what is usual, and now and then what is not."""
    return st.integers(0, 11).flatmap(lambda number: odd if number == 7 else usual)


METHODS = mostly(st.sampled_from([b"GET", b"HEAD"]), st.sampled_from([b"POST", b"get", b"G E"]))
TARGETS = mostly(
    st.sampled_from([b"/", b"//", b"/a/?q=1", b"/a?b?c", b"/;p?q", b"//a:b@[c/d"])
    | st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)).map(
        lambda text: b"/" + text.encode()
    ),
    st.sampled_from([b"*", b"http://x/", b"/%2e", b"/#a"])
    | st.binary(max_size=10).map(lambda said: b"/" + said)
    | st.integers(4_060, 4_100).map(lambda length: b"/?" + b"q" * length),
)
VERSIONS = mostly(st.just(b"HTTP/1.1"), st.sampled_from([b"HTTP/1.0", b"HTTP/1.1 ", b"HTTP/11"]))
NAMES = mostly(
    st.sampled_from(b"Cookie User-Agent Accept-Encoding If-None-Match X-Forwarded-For X x".split()),
    st.binary(min_size=1, max_size=4)
    | st.sampled_from(
        b"host Connection Content-Length Transfer-Encoding Content-Type Expect Range Te "
        b"X-Forwarded-Proto X-Forwarded-Ssl X_Forwarded_For".split()
    ),
)
VALUES = mostly(
    st.sampled_from([b"x", b" x ", b"", b"keep-alive", b"\xe9", b"https", b"0", b"a:\tb"]),
    st.sampled_from([b"close", b"chunked", b"5", b"100-continue"]) | st.binary(max_size=8),
)
ENDS = st.sampled_from([b"\r\n"] * 60 + [b"\n", b"\r", b"\r\r\n", b"\r\n "])
LAST = mostly(st.just(b""), st.sampled_from([b"\r\n", b"x", PLAIN]))


@st.composite
def requests(draw):
    """Draw what is a request, or very nearly one."""
    fields = draw(st.lists(st.tuples(NAMES, VALUES), max_size=4))
    if draw(st.integers(0, 20)) == 7:
        fields += [(b"A%d" % number, b"1") for number in range(draw(st.integers(55, 60)))]
    fields.insert(draw(st.integers(0, len(fields))), (b"Host", b"x"))
    lines = [b" ".join((draw(METHODS), draw(TARGETS), draw(VERSIONS)))]
    lines += [name + b":" + value for name, value in fields]
    return b"".join(line + draw(ENDS) for line in lines) + b"\r\n" + draw(LAST)


@given(requests())
@example(PLAIN)
@example(PLAIN.replace(b"Host: x", b"Host: x\r\nConnection: keep-alive\r\nConnection: keep-alive"))
def test_what_is_understood_is_what_gunicorn_reads(data):
    asked = understand(data)
    if asked is None:
        return
    parser = RequestParser(CONFIGURATION, [data], ("127.0.0.1", 50_000))
    request = next(parser)
    read = {name.lower(): value for name, value in request.headers}
    assert len(read) == len(request.headers)
    assert asked == (request.method, request.path, request.query, read)
    assert (request.body.read(), request.should_close()) == (b"", False)
    with pytest.raises(StopIteration):
        next(parser)


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


FILL = """
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.make import make_article, Article
story = make_article(headline="The bridge", body="<p>Water under it.</p>" * 99)
long = make_article(headline="All of it", body="<p>" + "It goes on and on. " * 100_000 + "</p>")
gone = make_article(headline="Never so", status=Article.Status.WITHDRAWN)
address = story.get_absolute_url()
moved = "/1999/01/" + address.split("/", 3)[3]
print(json.dumps([address, moved, gone.get_absolute_url(), long.get_absolute_url()]))
"""


class Server:
    """The real web server, with a data folder and a newspaper of its own."""

    def __init__(self, folder, **more):
        self.folder, self.log = folder, folder / "log"
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment = kept | {
            "DATA_DIR": str(folder),
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "0123456789" * 5 + "abcdefghijklm",
            "SITE_URL": f"http://localhost:{self.port}",
            "EMAIL_URL": "consolemail:",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "TRUSTED_PROXIES": "0",
            "WEB_BIND": f"127.0.0.1:{self.port}",
            "GUNICORN_CMD_ARGS": f"--keep-alive={KEEPALIVE}",
            **more,
        }

    def fill(self):
        told = subprocess.run(
            [sys.executable, "-c", FILL],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        names = ("story", "moved", "gone", "long")
        self.pages = dict(zip(names, json.loads(told.stdout), strict=True))

    def start(self):
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", str(CONF), "newsroom.wsgi"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + 30
        while "Booting worker" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.05)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        start = time.monotonic()
        assert self.process.wait(25) == 0
        return time.monotonic() - start


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("web"))
    server.fill()
    server.start()
    yield server
    if server.process.poll() is None:
        server.process.kill()
        server.process.wait()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def was_django(self):
        return "server" in self.headers  # which the loop does not say

    def __eq__(self, other):
        return self._compared() == other._compared()

    def _compared(self):
        left = {name: self.headers[name] for name in self.headers.keys() - {"date", "server"}}
        return self.status, left, self.body


class Reader:
    """One connection."""

    def __init__(self, server, buffer=0):
        self.server, self.socket = server, socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", server.port))
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()

    def request(self, path, *more, method="GET", body=b""):
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.server.port}", *more]
        return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body

    def send(self, data):
        self.socket.sendall(data)

    def ask(self, path, *more, **how):
        self.send(self.request(path, *more, **how))
        return self.read(how.get("method", "GET"))

    def read(self, method="GET"):
        status = self.file.readline()
        if not status:
            return None
        headers = {}
        while (line := self.file.readline()) != b"\r\n":
            name, _, value = line.decode("latin-1").strip().partition(": ")
            assert name.lower() not in headers
            headers[name.lower()] = value
        has_body = method != "HEAD" and b" 304 " not in status
        body = self.file.read(int(headers["content-length"])) if has_body else b""
        return Answer(int(status.split()[1]), headers, body)

    def is_closed(self):
        """Say whether the server closed the connection, and said nothing more."""
        try:
            return self.file.read() == b""
        except ConnectionResetError:
            return True


@pytest.fixture
def reader(server):
    with Reader(server) as reader:
        reader.ask(server.pages["story"])
        yield reader


def is_closed_now(connection):
    connection.socket.setblocking(False)
    try:
        return connection.socket.recv(1) == b""
    except BlockingIOError:
        return False


alone = pytest.mark.alone
TIMES = 3  # so often the long page fits into no buffer


@alone
@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("page", ["story", "moved", "gone"])
def test_the_loop_answers_as_django_does(server, reader, page, method, accepted):
    def both(*more):
        # What is percent-encoded is for gunicorn and wakes up a thread; `?utm` makes no other page of it.
        path = server.pages[page]
        more = (f"Accept-Encoding: {accepted}", *more)
        rendered = reader.ask(f"{path}?utm=%61", *more, method=method)
        ready = reader.ask(path, *more, method=method)
        assert (rendered.was_django, ready.was_django) == (True, False)
        assert rendered == ready
        return ready

    reader.ask(server.pages[page])
    answer = both()
    assert answer.status == {"story": 200, "moved": 301, "gone": 410}[page]
    if page == "story" and accepted == "br" and method == "GET":
        assert b"Water under it." in brotli.decompress(answer.body)
    if "etag" in answer.headers:
        answer = both(f"If-None-Match: {answer.headers['etag']}")
        assert (answer.status, answer.body) == (304, b"")
        assert "content-length" not in answer.headers


@alone
def test_the_first_reader_gets_what_the_next_ones_get(server):
    with Reader(server) as reader:
        first, second = (reader.ask(server.pages["long"]) for _ in range(2))
    assert (first.was_django, second.was_django) == (True, False)
    assert first == second


@alone
def test_two_requests_in_one_packet_are_answered_in_their_order(server, reader):
    story, moved = server.pages["story"], server.pages["moved"]
    reader.send(reader.request(story) + reader.request(moved) + reader.request("/healthz"))
    assert [reader.read().status for _ in range(3)] == [200, 301, 200]
    assert not reader.ask(story).was_django


@alone
def test_a_post_after_hits_on_the_same_connection_is_read_to_its_end(server, reader):
    story = server.pages["story"]
    assert not reader.ask(story).was_django
    answer = reader.ask(story, "Content-Length: 3", method="POST", body=b"a=b")
    assert (answer.status, answer.was_django) == (403, True)
    assert reader.ask(story).status == 200


@alone
@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("Content-Length: 35", PLAIN.ljust(35, b"x")),
        ("Transfer-Encoding: chunked", b"23\r\n" + PLAIN.ljust(35, b"x") + b"\r\n0\r\n\r\n"),
    ],
)
@pytest.mark.parametrize("pause", [0, 0.1])
def test_the_body_of_a_get_is_never_taken_for_a_request(server, reader, header, body, pause):
    story = server.pages["story"]
    reader.send(reader.request(story, header))
    time.sleep(pause)
    reader.send(body)
    assert reader.read().status == 200
    assert reader.ask(server.pages["gone"]).status == 410


@alone
@pytest.mark.parametrize(
    "header", ["Content-Length: 3\r\nContent-Length: 4", "Transfer-Encoding: x", "Host: evil"]
)
def test_what_can_be_read_in_two_ways_is_refused_and_ends_the_connection(server, reader, header):
    reader.send(reader.request(server.pages["story"], header))
    assert reader.file.readline().split()[1] in (b"400", b"501")
    assert reader.file.read().count(b"HTTP/1.1") == 0


@alone
@pytest.mark.parametrize(
    "end",
    [
        "HTTP/1.0\r\nHost: localhost:{}\r\n\r\n",
        "HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n",
    ],
)
def test_who_wants_one_answer_gets_one_and_the_end(server, reader, end):
    reader.send(f"GET {server.pages['story']} {end.format(server.port)}".encode())
    answer = reader.read()
    assert (answer.status, answer.headers["connection"]) == (200, "close")
    assert reader.is_closed()


@alone
def test_who_does_not_leave_after_the_last_answer_holds_up_nobody(server, reader):
    story = server.pages["story"]
    with Reader(server) as staying, Reader(server) as wrong:
        staying.send(staying.request(story, "Connection: close"))
        wrong.send(b"?\r\n\r\n")
        assert (staying.read().status, wrong.file.readline()) == (
            200,
            b"HTTP/1.1 400 Bad Request\r\n",
        )
        start = time.monotonic()
        assert not reader.ask(story).was_django
        assert time.monotonic() - start < 1
        assert staying.is_closed()


@alone
@pytest.mark.parametrize("is_first", [True, False])
def test_a_request_in_pieces_is_answered(server, is_first):
    with Reader(server) as reader:
        if not is_first:
            reader.ask(server.pages["story"])
        for piece in re.findall(rb"(?s).{1,30}", reader.request(server.pages["story"])):
            reader.send(piece)
            time.sleep(0.02)
        assert reader.read().status == 200
        assert not reader.ask(server.pages["story"]).was_django


@alone
def test_who_says_no_more_after_asking_is_answered(server, reader):
    reader.send(reader.request(server.pages["story"]))
    reader.socket.shutdown(socket.SHUT_WR)
    assert reader.read().status == 200
    assert reader.is_closed()


@alone
def test_a_staff_cookie_wakes_django(server, reader):
    answer = reader.ask(server.pages["story"], "Cookie: a=b; sessionid=0123")
    assert (answer.status, answer.was_django) == (200, True)
    assert not reader.ask(server.pages["story"], "Cookie: a=b").was_django


@alone
def test_readers_who_read_nothing_hold_up_nobody_and_miss_nothing(server):
    story = server.pages["story"]
    with contextlib.ExitStack() as stack:
        stack.enter_context(Reader(server)).ask(server.pages["long"])
        stack.enter_context(Reader(server)).ask(story)
        slow = [stack.enter_context(Reader(server, buffer=4_096)) for _ in range(6)]
        for _ in range(TIMES):
            for reader in slow:
                reader.send(reader.request(server.pages["long"], "Accept-Encoding: identity"))
            time.sleep(0.3)  # each is a packet of its own
        with Reader(server) as reader:
            assert not reader.ask(story).was_django
            assert reader.ask(f"{story}?utm=%61").was_django  # a thread is left
        for reader in slow:
            answers = [reader.read() for _ in range(TIMES)]
            assert all(answer == answers[0] for answer in answers)
            assert (answers[0].status, len(answers[0].body) > 1_500_000) == (200, True)
            assert not reader.ask(story).was_django


@alone
def test_silent_connections_are_closed_and_busy_ones_are_not(server):
    with Reader(server) as silent, Reader(server) as once, Reader(server) as busy:
        once.ask(server.pages["story"])
        for _ in range(int((KEEPALIVE + 1.5) / 0.25)):
            assert busy.ask(server.pages["story"]).status == 200
            time.sleep(0.25)
        assert [is_closed_now(each) for each in (silent, once, busy)] == [True, True, False]


@alone
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process from outside")
def test_more_connections_than_files_end_no_process(server):
    [worker] = psutil.Process(server.process.pid).children()
    usual = worker.rlimit(psutil.RLIMIT_NOFILE)
    with contextlib.ExitStack() as stack:
        stack.callback(worker.rlimit, psutil.RLIMIT_NOFILE, usual)
        worker.rlimit(psutil.RLIMIT_NOFILE, (worker.num_fds() + 5, usual[1]))
        for _ in range(40):
            stack.enter_context(Reader(server))
        assert stack.enter_context(Reader(server)).ask(server.pages["story"]).status == 200
    assert psutil.Process(server.process.pid).children() == [worker]


@alone
def test_the_log_has_one_line_for_each_request_and_no_secret(server):
    story = server.pages["story"]
    agent = 'A "browser"\t\xe9\x85 dfg7:hij8kl:' + "t" * 43
    with Reader(server) as reader:
        reader.ask(story)
        time.sleep(0.2)
        before = len(server.log.read_text().splitlines())
        answers = [
            reader.ask(f"{story}?utm=se{end}cret", f"User-Agent: {agent}", method=method)
            for end in ("", "%20")
            for method in ("GET", "HEAD")
        ]
        answers.append(reader.ask(story, f"If-None-Match: {answers[0].headers['etag']}"))
    time.sleep(0.2)
    lines = server.log.read_text().splitlines()[before:]
    rest = rf'\[[^]]+\] 127\.0\.0\.1 (\w+) {re.escape(story)} (\d+) (\d+) bytes \d+ ms "(.*)"'
    found = [re.fullmatch(rest, line).groups() for line in lines]
    assert [answer.was_django for answer in answers] == [False, False, True, True, False]
    length = str(len(answers[0].body))
    said = r"A \"browser\"\tÃ©Â\x85 [hidden]"
    assert found == [
        *[("GET", "200", length, said), ("HEAD", "200", "0", said)] * 2,
        ("GET", "304", "0", "-"),
    ]


@alone
def test_asked_to_stop_it_ends_what_is_under_way_and_then_itself(server):
    story = server.pages["story"]
    with Reader(server) as idle, Reader(server) as begun, Reader(server) as silent:
        idle.ask(story)
        data = begun.request(f"{story}?utm=%61")
        begun.send(data[:20])
        time.sleep(0.2)
        stopped = threading.Thread(target=lambda: seconds.append(server.stop()))
        seconds = []
        stopped.start()
        time.sleep(0.3)
        begun.send(data[20:])
        answer = begun.read()
        assert (answer.status, answer.headers["connection"], begun.is_closed()) == (
            200,
            "close",
            True,
        )
        answer = idle.ask(story)
        assert (answer.status, answer.headers["connection"], idle.is_closed()) == (
            200,
            "close",
            True,
        )
        stopped.join(25)
        assert silent.is_closed()
    assert seconds[0] < 8
