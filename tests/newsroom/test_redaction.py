"""What logs may not hold."""

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import signing
from gunicorn.config import Config

from newsroom.press.redaction import RedactingFormatter, redact
from newsroom.weblog import ACCESS_FORMAT, WebLog

TOKEN = signing.dumps({"pk": 1, "address": "ani@example.org"}, compress=True)


@pytest.mark.parametrize(
    "address",
    ["/newsletter/confirm/{}/", "/newsletter/unsubscribe/{}/", "/preview/{}/", "/comment/held/{}/"],
)
@pytest.mark.parametrize("token", [TOKEN, "short", TOKEN.replace(":", "%3A")])
def test_a_token_is_hidden_where_addresses_hold_one(address, token):
    assert redact(f"GET {address.format(token)}?a=1") == f"GET {address.format('[hidden]')}?a=1"


def test_a_signed_token_is_hidden_wherever_it_stands():
    assert redact(f"bad value {TOKEN!r} in /elsewhere/{TOKEN}/") == (
        "bad value '[hidden]' in /elsewhere/[hidden]/"
    )


@pytest.mark.parametrize(
    "line",
    [
        "/2026/11/a-story-about-preview/",
        "/newsletter/signup/",
        "/comment/12/reply/",
        "2026-11-23 21:06:31,123 INFO django.request: Not Found: /feed/x/",
        "[::1]:8000",
    ],
)
def test_everything_else_stays_readable(line):
    assert redact(line) == line


def test_a_traceback_is_redacted_too():
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (f"/preview/{TOKEN}/",)})
    record.exc_text = f"ValueError: {TOKEN}"
    assert (
        RedactingFormatter().format(record) == "Not Found: /preview/[hidden]/\nValueError: [hidden]"
    )


@pytest.fixture
def web_log(tmp_path):
    settings = Config()
    settings.set("accesslog", str(tmp_path / "access"))
    settings.set("errorlog", str(tmp_path / "error"))
    settings.set("access_log_format", ACCESS_FORMAT)
    log = WebLog(settings)
    yield log
    for handler in (*log.access_log.handlers, *log.error_log.handlers):
        handler.close()
    log.access_log.handlers.clear()
    log.error_log.handlers.clear()


def test_the_access_log_tells_neither_query_nor_referrer_nor_token(web_log, tmp_path):
    environ = {
        "REMOTE_ADDR": "127.0.0.1",
        "REQUEST_METHOD": "GET",
        "RAW_URI": f"/newsletter/confirm/{TOKEN}/?q=a-private-question",
        "PATH_INFO": f"/newsletter/confirm/{TOKEN}/",
        "QUERY_STRING": "q=a-private-question",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"http://testserver/preview/{TOKEN}/",
        "HTTP_USER_AGENT": "Firefox",
    }
    answer = SimpleNamespace(status="200 OK", sent=12, headers=[])
    question = SimpleNamespace(headers=[])
    web_log.access(answer, question, environ, timedelta(milliseconds=3))
    line = (tmp_path / "access").read_text().partition("] ")[2]
    assert line == '127.0.0.1 GET /newsletter/confirm/[hidden]/ 200 12 bytes 3 ms "Firefox"\n'


def test_an_address_cannot_write_a_line_of_its_own(web_log, tmp_path):
    environ = {
        "REMOTE_ADDR": "127.0.0.1",
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/x",
        "PATH_INFO": "/x\r\n10.0.0.1 GET /admin/ 200\x1b[2J\x85",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_USER_AGENT": "Fire\x85fox",
    }
    answer = SimpleNamespace(status="404", sent=12, headers=[])
    web_log.access(answer, SimpleNamespace(headers=[]), environ, timedelta(milliseconds=3))
    line = (tmp_path / "access").read_text().partition("] ")[2]
    assert line.splitlines() == [
        r"127.0.0.1 GET /x\r\n10.0.0.1 GET /admin/ 200\x1b[2J\x85 404 12 bytes 3 ms "
        r'"Fire\x85fox"'
    ]


def test_the_error_log_tells_no_token(web_log, tmp_path):
    web_log.error("Error handling request %s", f"/preview/{TOKEN}/")
    line = (tmp_path / "error").read_text().partition("[ERROR] ")[2]
    assert line == "Error handling request /preview/[hidden]/\n"
