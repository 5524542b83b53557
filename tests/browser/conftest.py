"""A real Chromium in front of the real site.

Every page that a test opens is watched: a script error, a refusal by the Content-Security-Policy or a request
to another machine fails the test.
"""

import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import expect, sync_playwright

from tests.browser import states as every_state

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 90_000  # milliseconds for what a page is waited for, on a machine that does much else

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests; without one they are skipped, except where a machine must have it."""
    if not Path(CHROMIUM).exists():
        message = (
            f"no Chromium at {CHROMIUM}: install it (apt-get install chromium) or set CHROMIUM"
        )
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # Playwright keeps a loop running in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(live_server, settings):
    """The address of the running site, which is its public address for as long as the test runs."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    with _to_the_end():
        yield live_server.url


@pytest.fixture
def open_window(chromium, site):
    """A function that opens a window of a person's own (no cookie shared) and returns its page.

    `expected` begins the console's lines that the test brings about on purpose.
    """
    contexts, faults = [], []

    def open_one(expected=("Failed to load resource",), **options):
        context = chromium.new_context(base_url=site, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda line: _note(faults, page, line, expected))
        page.on("request", lambda request: _watch(faults, site, request))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_window):
    """A reader's window."""
    return open_window()


@pytest.fixture
def states(site):
    """A paper with everything on it: functions that bring a window to each state of each page, by name."""
    return every_state.arrange(site)


@contextmanager
def _to_the_end():
    """Let the site answer all that it was asked before the tables are emptied: a window that closes says good-bye."""
    asked = []
    begin, end = (lambda **_: asked.append(1)), (lambda **_: asked and asked.pop())
    request_started.connect(begin)
    request_finished.connect(end)
    yield
    patience = time.monotonic() + PATIENCE / 1000
    while asked and time.monotonic() < patience:
        time.sleep(0.01)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


def _note(faults, page, line, expected):
    # A form that comes back with 422 and a page that is gone are "failed resources" to the browser.
    if line.type == "error" and not line.text.startswith(expected):
        faults.append(f"{page.url}: {line.text}")


def _watch(faults, site, request):
    if not request.url.startswith((site, "data:", "blob:")):
        faults.append(f"request to {request.url}")
