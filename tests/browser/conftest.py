"""A real Chromium in front of the real site.

Every page that a test opens is watched: a script error, a refusal by the Content-Security-Policy or a request
to another machine fails the test.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

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
    return live_server.url


@pytest.fixture
def open_window(chromium, site):
    """A function that opens a window of a person's own (no cookie shared) and returns its page.

    `expected` begins the console's lines that the test brings about on purpose.
    """
    contexts, faults = [], []

    def open_one(expected=("Failed to load resource",), **options):
        context = chromium.new_context(base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
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


def _note(faults, page, line, expected):
    # A form that comes back with 422 and a page that is gone are "failed resources" to the browser.
    if line.type == "error" and not line.text.startswith(expected):
        faults.append(f"{page.url}: {line.text}")


def _watch(faults, site, request):
    if not request.url.startswith((site, "data:", "blob:")):
        faults.append(f"request to {request.url}")
