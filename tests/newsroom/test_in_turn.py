"""The threads of a process make pages for strangers one after the other, and none of them waits for long."""

import threading
import time

import pytest

from newsroom.press import front


class Application:
    """Takes a while for a page, and counts how many it makes at once."""

    def __init__(self, seconds):
        self.seconds, self.now, self.most = seconds, 0, 0

    def __call__(self, environ, start_response):
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(self.seconds)
        self.now -= 1
        return []


def ask(application, path, **more):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": "http"} | more
    with front._in_turn(environ):
        application(environ, None)


def together(application, **more):
    threads = [
        threading.Thread(target=ask, args=(application, f"/{number}/"), kwargs=more)
        for number in range(3)
    ]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - begun


def test_pages_for_strangers_are_made_one_after_the_other(monkeypatch):
    monkeypatch.setattr(front, "PATIENCE", 5)
    application = Application(0.05)
    together(application)
    assert application.most == 1


def test_nobody_waits_long_for_a_page_that_takes_long(monkeypatch):
    monkeypatch.setattr(front, "PATIENCE", 0.05)
    application = Application(0.5)
    assert together(application) < 1.2
    assert application.most == 3


@pytest.mark.parametrize("more", [{"HTTP_COOKIE": "sessionid=x"}, {"REQUEST_METHOD": "POST"}])
def test_who_works_here_or_writes_waits_for_no_reader(monkeypatch, more):
    monkeypatch.setattr(front, "PATIENCE", 5)
    application = Application(0.3)
    together(application, **more)
    assert application.most == 3
