"""What logs may not hold."""

import io
import logging
import os
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import signing
from django.urls import get_resolver, reverse
from gunicorn.config import Config

from newsroom.press.redaction import RedactingFormatter, redact
from newsroom.weblog import ACCESS_FORMAT, WebLog
from tests.make import make_user

TOKEN = signing.dumps({"pk": 1, "address": "ani@example.org"}, compress=True)


@pytest.mark.parametrize(
    "address",
    [
        *("/newsletter/confirm/{}/", "/newsletter/unsubscribe/{}/", "/preview/{}/"),
        *("/newsletter/preferences/{}/erase/", "/newsletter/address/{}/"),
        *(
            "/comment/held/{}/",
            "/comment/yours/{}/",
            "/comment/decide/{}/",
            "/comment/waiting/{}/",
            "/comment/notices/{}/",
        ),
    ],
)
@pytest.mark.parametrize("token", [TOKEN, "short", TOKEN.replace(":", "%3A")])
def test_a_token_is_hidden_where_addresses_hold_one(address, token):
    assert redact(f"GET {address.format(token)}?a=1") == f"GET {address.format('[hidden]')}?a=1"


def test_no_address_of_ours_that_holds_a_token_was_forgotten():
    names = {name: parts for name, ((_, parts), *_) in _addresses() if "token" in parts}
    assert len(names) == 26
    shown = {name: redact(reverse(name, args=_filled(parts))) for name, parts in names.items()}
    assert [name for name, address in shown.items() if "canary" in address] == []


def _filled(parts):
    return ["canary" if part == "token" else 1 for part in parts]


def _addresses():
    for name, (ways, *_) in get_resolver().reverse_dict.items():
        if isinstance(name, str):
            yield name, ways


def test_a_signed_token_is_hidden_wherever_it_stands():
    assert redact(f"bad value {TOKEN!r} in /elsewhere/{TOKEN}/") == (
        "bad value '[hidden]' in /elsewhere/[hidden]/"
    )


@pytest.mark.parametrize(
    "line",
    [
        "/2026/11/a-story-about-preview/",
        "/newsletter/signup/",
        "/admin/newsletter/subscriber/12/change/",
        "/admin/newsletter/newsletter/3/delete/",
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
def console(monkeypatch, caplog):
    """Return what the log of the site says, as its settings set it up."""
    handler = logging.getLogger().handlers
    (console,) = [each for each in handler if type(each) is logging.StreamHandler]
    written = io.StringIO()
    monkeypatch.setattr(console, "stream", written)
    caplog.set_level(logging.INFO)  # not by hand: loggers remember what they are not to write
    caplog.set_level(logging.INFO, logger="django")
    return written


@pytest.mark.django_db
def test_a_refusal_is_one_line_of_the_log_and_a_fault_all_of_it(client, console, monkeypatch):
    client.force_login(make_user("reporter"))
    assert client.get("/admin/newsroom/masthead/1/change/").status_code == 403
    assert client.get("/nowhere/").status_code == 404
    refused, not_found = console.getvalue().splitlines()
    assert refused.endswith("Forbidden (Permission denied): /admin/newsroom/masthead/1/change/")
    assert not_found.endswith("Not Found: /nowhere/")
    client.raise_request_exception = False
    monkeypatch.setattr("articles.frontpage.compose", None)
    assert client.get("/").status_code == 500
    assert "Traceback (most recent call last):" in console.getvalue()


def test_the_level_that_an_operator_sets_holds_for_what_django_says():
    asked = (
        "import django, logging; django.setup(); "
        "print(logging.getLogger('django.request').getEffectiveLevel())"
    )
    environ = os.environ | {"LOG_LEVEL": "WARNING", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    said = subprocess.run(
        [sys.executable, "-c", asked], env=environ, capture_output=True, text=True
    )
    assert said.stdout == f"{logging.WARNING}\n"


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
