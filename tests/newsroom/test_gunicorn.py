"""How the web server is set up in `deploy/gunicorn.conf.py`, seen from what reaches the site."""

import runpy
from pathlib import Path

import pytest
from gunicorn.config import Config
from gunicorn.http import RequestParser, wsgi

CONF = Path(__file__).resolve().parents[2] / "deploy" / "gunicorn.conf.py"
REQUEST = (
    "GET /evil/about/ HTTP/1.1\r\nHost: testserver\r\nX-Forwarded-Proto: https\r\n"
    "X-Forwarded-For: 192.0.2.7\r\n{}: /evil\r\n\r\n"
)


@pytest.fixture
def configuration(monkeypatch):
    """The server behind one trusted proxy on the same machine."""
    monkeypatch.setenv("TRUSTED_PROXIES", "1")
    config = Config()
    for name, value in runpy.run_path(str(CONF)).items():
        if name in config.settings:
            config.set(name, value)
    return config


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "Script-Name", "REMOTE_USER"])
def test_no_header_moves_the_site_to_another_address(configuration, name):
    address = ("127.0.0.1", 50_000)
    request = next(iter(RequestParser(configuration, [REQUEST.format(name).encode()], address)))
    _, environ = wsgi.create(request, None, address, ("127.0.0.1", 8000), configuration)
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("", "/evil/about/")
    assert (environ["wsgi.url_scheme"], environ["HTTP_X_FORWARDED_FOR"]) == ("https", "192.0.2.7")
    assert "REMOTE_USER" not in environ
