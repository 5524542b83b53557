"""How the caches before us come to have a page anew, and who is led past them."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsroom.press import proxies


class Cache(BaseHTTPRequestHandler):
    """Notes what it is asked for and answers with what its server was told."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Accept-Encoding"], self.headers["Host"]))
        state = self.server.states.pop(0) if self.server.states else "MISS"
        self.send_response(503 if state == "DOWN" else 410)
        self.send_header("X-Cache", state)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def cache(settings, monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Cache)
    server.asked, server.states = [], []
    monkeypatch.setattr(proxies, "SETTLED", 0)
    settings.TRUSTED_PROXIES, settings.SITE_URL = 1, "http://news.example"
    settings.CACHE_URLS = [f"http://127.0.0.1:{server.server_port}"]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_asked_for_in_every_form_at_once_and_again_when_all_is_settled(cache):
    proxies.refresh(["/2026/01/story/"])
    once = [("/2026/01/story/", form, "news.example") for form in ("br", "gzip", "identity")]
    assert cache.asked == once * 2


@pytest.mark.parametrize("state", ["STALE", "UPDATING", "DOWN"])
def test_a_cache_that_did_not_ask_us_is_asked_again(cache, state):
    cache.states = ["MISS"] * 6 + [state]
    proxies.refresh(["/a/", "/b/"])
    assert [path for path, *_ in cache.asked].count("/a/") == 3 + 3 + 3
    assert [path for path, *_ in cache.asked].count("/b/") == 3 + 3


def test_a_cache_that_never_asks_us_is_a_failure_that_names_the_page(cache):
    cache.states = ["STALE"] * 1_000
    with pytest.raises(proxies.NotRenewed, match="/a/"):
        proxies.refresh(["/a/"])


def test_a_cache_that_does_not_answer_is_a_failure_and_keeps_nobody_waiting(
    cache, settings, caplog
):
    settings.CACHE_URLS = ["http://127.0.0.1:9", *settings.CACHE_URLS]
    caplog.set_level("WARNING")
    paths = [f"/{number}/" for number in range(50)]
    with pytest.raises(proxies.NotRenewed):
        proxies.refresh(paths)
    assert len(caplog.records) == proxies.TRIES + 1
    assert {path for path, *_ in cache.asked} == set(paths)


def test_nobody_is_asked_where_there_is_no_cache(cache, settings):
    settings.TRUSTED_PROXIES = 0
    proxies.refresh(["/a/"])
    assert cache.asked == []


@pytest.mark.parametrize(
    ("address", "past"),
    [("/2026/01/a/#comment-3", "/2026/01/a/?fresh#comment-3"), ("/", "/?fresh")],
)
def test_who_changed_a_page_is_led_past_the_cache_where_there_is_one(settings, address, past):
    settings.TRUSTED_PROXIES = 1
    assert proxies.past(address) == past
    settings.TRUSTED_PROXIES = 0
    assert proxies.past(address) == address
