"""The shipped nginx before two web processes: whatever breaks, readers have the pages that they asked for before."""

import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from articles import publishing
from tests.harness.web import FORMS, STATE, THROUGH_NGINX
from tests.make import make_article, make_comment
from tests.newsroom.visitor import wait_until

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

AT_HAND = {"HIT", "STALE", "UPDATING"}  # what nginx says of a page for which nobody waited


def test_with_the_site_killed_or_broken_every_page_that_was_asked_for_is_still_read(site, story):
    other = make_article(headline="Another")
    places = [
        *("/", story.get_absolute_url(), other.get_absolute_url(), "/section/lakes/", "/feed/"),
        *("/search/?q=lake", f"/section/lakes/?before={other.pk}"),
    ]
    before = {(place, form): site.read(place, form).text for place in places for form in FORMS}
    site.kill()
    time.sleep(2.5)
    for (place, form), text in before.items():
        answer = site.read(place, form)
        assert (answer.status, answer.text) == (200, text), place
    for status in (500, 502, 503, 504):
        with _broken(site.web_port, status):
            answers = {site.read(place, form).status for place, form in before}
        assert answers == {200}


@contextlib.contextmanager
def _broken(port, status):
    """A site that answers every request with a failure, as ours does without its database."""

    class Broken(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(status)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Broken)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_failure_brings_a_withdrawn_story_back(site, story, beside, settings):
    settings.TRUSTED_PROXIES = 1
    for _ in range(21):
        make_comment(story, body="The lake is lovely.")
    path = story.get_absolute_url()
    places = [path, f"{path}comments/2/", f"{path}feed/"]
    site.ask_everywhere(*places, "/", "/section/lakes/")
    story.withdraw("It was another lake.")
    publishing.save(story, by=None)
    worker = beside("manage.py", "worker", "--batch", CACHE_URLS=site.address)
    worker.communicate(timeout=60)
    assert worker.returncode == 0
    site.kill()
    for place in places:
        for form in FORMS:
            assert site.read(place, form).status == 410
    for place in ("/", "/section/lakes/"):
        for form in FORMS:
            assert story.headline not in site.read(place, form).text


def test_no_failure_brings_back_a_story_that_was_returned_to_its_writer(
    site, story, beside, settings
):
    settings.TRUSTED_PROXIES = 1
    make_comment(story, body="The lake is lovely.")
    path = story.get_absolute_url()
    places = [path, f"{path}feed/"]
    site.ask_everywhere(*places, "/")
    story.return_to_draft()
    publishing.save(story, by=None)
    time.sleep(THROUGH_NGINX)
    assert [site.read(path, form).status for form in FORMS] == [404] * 3
    worker = beside("manage.py", "worker", "--batch", CACHE_URLS=site.address)
    worker.communicate(timeout=60)
    assert worker.returncode == 0
    site.kill()
    for place in places:
        assert [site.read(place, form).status for form in FORMS] == [404] * 3
    assert story.headline not in site.read("/", "br").text


def _wait_for_the_second(past):
    """Wait until so long after the beginning of the next second."""
    time.sleep(1 - time.time() % 1 + past)


def _rush(site, path, readers=50):
    """Return the answers to many who ask at once, and how many turns of a second that took."""
    begun = int(time.time())
    with ThreadPoolExecutor(readers) as rush:
        answers = list(rush.map(lambda _: site.read(path, "br"), range(readers)))
    return answers, int(time.time()) - begun + 1


def test_a_rush_on_a_page_that_is_not_here_yet_asks_the_site_once(site, story):
    path = story.get_absolute_url()
    _wait_for_the_second(0.05)
    answers, turns = _rush(site, path)
    assert {answer.status for answer in answers} == {200}
    assert [answer.headers[STATE] for answer in answers].count("MISS") == 1
    wait_until(lambda: site.asked_for(path))
    assert site.asked_for(path) <= turns


def test_a_rush_on_a_page_past_its_time_asks_the_site_once_and_waits_for_nothing(site, story):
    path = story.get_absolute_url()
    _wait_for_the_second(0.05)
    first = site.read(path, "br")
    _wait_for_the_second(0.05)
    answers, turns = _rush(site, path)
    assert {answer.status for answer in answers} == {200}
    wait_until(lambda: site.asked_for(path) > 1)
    assert site.asked_for(path) <= 1 + turns
    in_time = int(first.begun) + 2
    within = [each for each in answers if each.begun + each.seconds < in_time]
    assert {each.headers[STATE] for each in within} <= AT_HAND
