"""The web server or the browser is killed in the middle of a sentence: what was kept, here or there, is not lost."""

import os
import time
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import psutil
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from playwright.sync_api import Error, expect

from articles.models import Article, WorkingCopy
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.test_desk import PASSWORD, editor, log_in
from tests.browser.test_unsaved import IS_HERE, PATIENCE, change, kept, save, take_up, type_on
from tests.harness.desk import Web
from tests.make import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ON_DISK = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("unsaved", 1)
  asked.onupgradeneeded = () => asked.transaction.abort() // the desk has made none
  asked.onerror = () => reject(asked.error)
  asked.onsuccess = () => {
    const entries = asked.result.transaction("entries").objectStore("entries").getAll()
    entries.onsuccess = () => resolve(JSON.stringify(entries.result))
  }
})"""


@pytest.fixture
def ani():
    user = make_user("editor", username="ani")
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1000)  # the site knows no other
    user.save()
    return user


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the site keeps its files, the static ones among them, which take a while to make."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture
def web(folder, ani):
    server = Web(folder, _address())
    server.start()
    yield server
    server.kill()


@pytest.fixture
def person(chromium, web, tmp_path):
    """A function that opens the one browser of a person, which keeps what it knew."""

    @contextmanager
    def opened():
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=CHROMIUM, args=FLAGS, base_url=web.address
        )
        try:
            yield context.pages[0]
        finally:
            with suppress(Error):  # it was killed
                context.close()

    yield opened
    _kill_browser(tmp_path / "profile")


def test_a_server_that_is_killed_takes_no_word_along(person, web):
    article = make_article(body="<p>It rained.</p>")
    with person() as page:
        log_in(page, "ani")
        page.goto(change(article))
        type_on(page, " Before the fall.")
        assert kept("Before the fall.")
        web.kill()
        type_on(page, " During it.")
        page.get_by_text("The site cannot be reached").wait_for()
        save(page)
        page.wait_for_timeout(500)
        expect(editor(page)).to_contain_text("During it.")
        web.start()
        assert kept("Before the fall. During it.")
        save(page)
        page.get_by_text("was changed successfully").wait_for()
    assert Article.objects.get().body == "<p>It rained. Before the fall. During it.</p>"
    assert not WorkingCopy.objects.unsaved().exists()


@pytest.mark.parametrize("wait", [0, 0.05])
def test_a_server_that_is_killed_while_it_saves_has_saved_or_kept_the_text(person, web, wait):
    article = make_article(body="<p>It rained.</p>")

    def go_and_kill(route):
        route.continue_()
        time.sleep(wait)
        web.kill()

    with person() as page:
        log_in(page, "ani")
        page.goto(change(article))
        type_on(page, " All night.")
        assert kept("All night.")
        page.route("**/change/", go_and_kill)
        save(page)
        while web.is_running:
            page.wait_for_timeout(50)
        context = page.context
        page.close()
        web.start()
        page = context.new_page()
        page.goto(change(article))
        if Article.objects.get().body == "<p>It rained. All night.</p>":
            assert not WorkingCopy.objects.unsaved().exists()
            return
        assert Article.objects.get().body == "<p>It rained.</p>"
        assert take_up(page) == "It rained. All night."


def test_a_browser_that_is_killed_takes_nothing_along_that_was_kept(person, tmp_path):
    article = make_article(body="<p>It rained.</p>")
    with person() as page:
        log_in(page, "ani")
        page.goto(change(article))
        for number in range(2):
            type_on(page, f" Sentence {number}.")
            assert kept(f"Sentence {number}.")
        type_on(page, " And the last.")
        _kill_browser(tmp_path / "profile")
    with person() as page:
        come_back(page)
        page.goto(change(article))
        words = take_up(page)
    assert words.startswith("It rained. Sentence 0. Sentence 1.")


def test_a_browser_that_is_killed_without_a_network_has_kept_the_text(person, tmp_path):
    article = make_article(body="<p>It rained.</p>")
    with person() as page:
        log_in(page, "ani")
        page.goto(change(article))
        page.context.set_offline(True)
        for words in (" On the train.", " In the tunnel."):
            type_on(page, words)
            page.wait_for_function(IS_HERE, arg=words)
            _wait_until_on_disk(page, words)
        _kill_browser(tmp_path / "profile")
    assert not WorkingCopy.objects.exists()
    with person() as page:
        come_back(page)
        assert kept("On the train. In the tunnel.")
        assert _on_disk_once_it_arrived(page) == "[]"
        page.goto(change(article))
        assert take_up(page) == "It rained. On the train. In the tunnel."


def come_back(page):
    """Open the desk; a browser that was killed soon after the login has forgotten it."""
    page.goto("/admin/")
    if page.get_by_label("Username").count():
        log_in(page, "ani")


def _wait_until_on_disk(page, words):
    """Wait until the browser has words where it writes at once, and not by the minute as elsewhere."""
    end = time.monotonic() + PATIENCE
    while words not in page.evaluate(ON_DISK):
        assert time.monotonic() < end
        page.wait_for_timeout(100)


def _on_disk_once_it_arrived(page):
    """Return what the browser still has when what it had has arrived and is forgotten, or patience ends."""
    end = time.monotonic() + PATIENCE
    while (found := page.evaluate(ON_DISK)) != "[]" and time.monotonic() < end:
        page.wait_for_timeout(100)
    return found


def _kill_browser(profile):
    for process in psutil.process_iter(["cmdline"]):
        if f"--user-data-dir={profile}" in (process.info["cmdline"] or []):
            process.kill()


def _address():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    given = urlsplit(os.environ["DATABASE_URL"])
    return given._replace(path=f"{given.path.rsplit('/', 1)[0]}/{name}").geturl()
