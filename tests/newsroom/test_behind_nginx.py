"""The shipped nginx before two web processes: never an old page, never somebody else's, always a page."""

import contextlib
import datetime
import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from articles import publishing
from comments import moderation
from comments.models import Comment
from newsroom.models import Masthead
from newsroom.press import pages
from tests.harness.nginx import INSTALL, program
from tests.harness.web import FORMS, ROOT, environment, served
from tests.make import make_article, make_comment, make_section, make_user
from tests.newsroom.conftest import _address

pytestmark = [pytest.mark.alone, pytest.mark.django_db(transaction=True)]

WRITES = 1_000
FROM_THE_SITE, THROUGH_NGINX = 1, 2  # seconds after which everybody reads what was written
STATE = "X-Cache"


@pytest.fixture
def site(tmp_path, transactional_db):
    if program() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)
    with served(tmp_path, _address()) as site:
        yield site


@pytest.fixture
def story(transactional_db):
    return make_article(headline="Number 0 of the lake", section=make_section(slug="lakes"))


def _wait_until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def _wait_for_the_second(past):
    """Wait until so long after the beginning of the next second."""
    time.sleep(1 - time.time() % 1 + past)


def _run(*arguments, **more):
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(_address(), **more),
        stdout=subprocess.PIPE,
        text=True,
    )


# Never an old page ----------------------------------------------------------------------------

WRITER = """
import sys, time, django
django.setup()
from articles import publishing
from articles.models import Article
story = Article.objects.get(pk=sys.argv[1])
for number in range(1, int(sys.argv[2]) + 1):
    begun = time.time()
    story.headline = f"Number {number} of the lake"
    publishing.save(story, by=None)
    print(number, time.time(), flush=True)
    time.sleep(max(0, 0.033 - (time.time() - begun)))
"""


class Poller(threading.Thread):
    """Reads a page again and again, and notes which number it said when."""

    def __init__(self, site, path, form, port):
        super().__init__()
        self.read, self.arguments = site.read, (path, form)
        self.port, self.seen, self.stopped = port, [], threading.Event()
        self.start()

    def run(self):
        while not self.stopped.wait(0.06):
            answer = self.read(*self.arguments, port=self.port)
            self.seen.append((answer.begun, int(re.search(r"Number (\d+) of", answer.text)[1])))

    def stop(self):
        self.stopped.set()
        self.join()

    def staleness(self, commits):
        """Return by how many seconds the oldest page that was read was too old."""
        return max(begun - commits.get(number + 1, begun) for begun, number in self.seen)


def test_nobody_reads_an_old_page_while_a_thousand_new_ones_are_written(
    site, story, record_property
):
    path = story.get_absolute_url()
    direct = [Poller(site, place, "br", site.web_port) for place in (path, "/", path)]
    cached = [Poller(site, path, form, site.nginx_port) for form in FORMS]
    cached.append(Poller(site, "/section/lakes/", "br", site.nginx_port))
    writer = _run("-c", WRITER, str(story.pk), str(WRITES))
    lines = [line.split() for line in writer.communicate(timeout=120)[0].splitlines()]
    time.sleep(THROUGH_NGINX + 0.2)
    for poller in (*direct, *cached):
        poller.stop()
    commits = {int(number): float(moment) for number, moment in lines}
    assert (writer.returncode, len(commits)) == (0, WRITES)
    assert all(poller.seen[-1][1] == WRITES for poller in (*direct, *cached))
    ages = [max(poller.staleness(commits) for poller in group) for group in (direct, cached)]
    record_property("seconds behind, site and nginx", [round(age, 3) for age in ages])
    record_property("reads", [sum(len(p.seen) for p in group) for group in (direct, cached)])
    assert ages[0] <= FROM_THE_SITE
    assert ages[1] <= THROUGH_NGINX


def _seconds_until_everybody_reads(site, path, words, status=200):
    """Return after how long the site and nginx, asked by others meanwhile, show the words in every form."""
    begun, seconds = time.monotonic(), []
    for port in (site.web_port, site.nginx_port):
        for form in FORMS:
            while True:
                answer = site.read(path, form, port=port)
                if words in answer.text and answer.status == status:
                    break
                assert time.monotonic() < begun + 10
                time.sleep(0.02)
        seconds.append(time.monotonic() - begun)
    return seconds


def _ask_everywhere(site, *paths):
    for path in paths:
        for form in FORMS:
            assert site.read(path, form).status == 200


def test_what_is_approved_renamed_or_withdrawn_is_read_in_time(site, story):
    path = story.get_absolute_url()
    comment = make_comment(story, status=Comment.Status.PENDING, body="The water was warm.")
    _ask_everywhere(site, path)
    moderation.approve(comment, by=make_user("editor"))
    took = [_seconds_until_everybody_reads(site, path, "The water was warm.")]
    paper = Masthead.current()
    paper.name = "The Lake Gazette"
    paper.save()
    pages.move()
    took.append(_seconds_until_everybody_reads(site, path, "The Lake Gazette"))
    story.withdraw("It was another lake.")
    publishing.save(story, by=None)
    took.append(_seconds_until_everybody_reads(site, path, "It was another lake.", 410))
    assert max(site for site, _ in took) <= FROM_THE_SITE
    assert max(nginx for _, nginx in took) <= THROUGH_NGINX + 0.1


def test_a_page_that_nobody_asked_for_lately_is_new_for_the_first_who_does(site, story):
    path = story.get_absolute_url()
    _ask_everywhere(site, path)
    time.sleep(THROUGH_NGINX + 1.1)
    story.headline = "Corrected overnight"
    publishing.save(story, by=None)
    for form in FORMS:
        assert "Corrected overnight" in site.read(path, form).text


def test_a_scheduled_story_is_read_at_its_time_with_nobody_at_work(site, story):
    due = timezone.now() + datetime.timedelta(seconds=4.3)
    make_article(headline="Out at last", published_at=due, section=story.section)
    _ask_everywhere(site, "/")
    readers = {}

    def watch(port):
        while "Out at last" not in (answer := site.read("/", "br", port=port)).text:
            assert answer.begun < due.timestamp() + 10
            time.sleep(0.02)
        readers[port] = answer.begun + answer.seconds - due.timestamp()

    with ThreadPoolExecutor() as both:
        list(both.map(watch, (site.web_port, site.nginx_port)))
    assert 0 <= readers[site.web_port] <= FROM_THE_SITE
    assert 0 <= readers[site.nginx_port] <= THROUGH_NGINX


def test_who_writes_a_comment_sees_it_after_the_redirect(site, story, monkeypatch):
    for number in range(3):
        make_comment(story, email="known@example.org", body=f"An earlier word, number {number}.")
    path = story.get_absolute_url()
    _ask_everywhere(site, path)
    comment = make_comment(story, body="Mine, just now.")
    from comments import threads
    from newsroom.press import proxies

    monkeypatch.setattr(proxies.settings, "TRUSTED_PROXIES", 1)
    address = proxies.past(threads.place(comment)).partition("#")[0]
    answer = site.read(address, "br")
    assert "Mine, just now." in answer.text
    assert answer.headers[STATE] == "BYPASS"


# Always a page --------------------------------------------------------------------------------


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


def test_no_failure_brings_a_withdrawn_story_back(site, story, settings):
    settings.TRUSTED_PROXIES = 1
    for _ in range(21):
        make_comment(story, body="The lake is lovely.")
    path = story.get_absolute_url()
    places = [path, f"{path}comments/2/", f"{path}feed/"]
    _ask_everywhere(site, *places, "/", "/section/lakes/")
    story.withdraw("It was another lake.")
    publishing.save(story, by=None)
    worker = _run("manage.py", "worker", "--batch", CACHE_URLS=site.address)
    worker.communicate(timeout=60)
    assert worker.returncode == 0
    site.kill()
    for place in places:
        for form in FORMS:
            assert site.read(place, form).status == 410
    for place in ("/", "/section/lakes/"):
        for form in FORMS:
            assert story.headline not in site.read(place, form).text


def test_no_failure_brings_back_a_story_that_was_returned_to_its_writer(site, story, settings):
    settings.TRUSTED_PROXIES = 1
    make_comment(story, body="The lake is lovely.")
    path = story.get_absolute_url()
    places = [path, f"{path}feed/"]
    _ask_everywhere(site, *places, "/")
    story.return_to_draft()
    publishing.save(story, by=None)
    time.sleep(THROUGH_NGINX)
    assert [site.read(path, form).status for form in FORMS] == [404] * 3
    worker = _run("manage.py", "worker", "--batch", CACHE_URLS=site.address)
    worker.communicate(timeout=60)
    assert worker.returncode == 0
    site.kill()
    for place in places:
        assert [site.read(place, form).status for form in FORMS] == [404] * 3
    assert story.headline not in site.read("/", "br").text


# One asks for all -----------------------------------------------------------------------------


def _rush(site, path, readers=50):
    with ThreadPoolExecutor(readers) as rush:
        return list(rush.map(lambda _: site.read(path, "br"), range(readers)))


def test_a_rush_on_a_page_that_is_not_here_yet_asks_the_site_once(site, story):
    path = story.get_absolute_url()
    _wait_for_the_second(0.05)
    answers = _rush(site, path)
    assert {answer.status for answer in answers} == {200}
    assert site.asked_for(path) == 1
    assert max(answer.seconds for answer in answers) < 1.5


def test_a_rush_on_a_page_past_its_time_asks_the_site_once_and_waits_for_nothing(site, story):
    path = story.get_absolute_url()
    _wait_for_the_second(0.05)
    site.read(path, "br")
    _wait_for_the_second(0.05)
    answers = _rush(site, path)
    assert {answer.status for answer in answers} == {200}
    assert site.asked_for(path) == 2
    assert max(answer.seconds for answer in answers) < 1


# Never somebody else's ------------------------------------------------------------------------


HAD = {
    "HIT",
    "STALE",
    "UPDATING",
    "EXPIRED",
    "REVALIDATED",
}  # what nginx says of a page that it keeps


def _states(site, *requests):
    """Return how each request was answered: KEPT where nginx has the page, else what it says."""
    return [_state(site.read(path, **more)) for path, more in requests]


def _state(answer):
    time.sleep(0.1)  # nginx has a page in its place a moment after the reader has it
    said = answer.headers[STATE]
    return "KEPT" if said in HAD else said


def test_unknown_parameters_neither_pass_the_cache_by_nor_fill_it(site, story):
    path = story.get_absolute_url()
    tracked = (f"{path}?fbclid=canary", {})
    assert _states(site, tracked, tracked, (path, {}), tracked, (path, {})) == [
        *("MISS", "MISS", "MISS", "KEPT", "KEPT")
    ]
    assert "canary" not in site.read(f"{path}?fbclid=canary").text


def test_a_question_that_two_may_read_differently_poisons_nothing(site, story):
    for _ in range(25):
        last = make_article(section=story.section)
    place, plain = "/section/lakes/", f"/section/lakes/?before={last.pk}"
    right = {address: site.read(address, port=site.web_port).text for address in (place, plain)}
    odd = ("before={}&before=1", "Before={}", "%62efore={}", "before={}&b%65fore=1", "before")
    for query in odd:
        poison = f"{place}?{query.format(last.pk)}"
        assert _states(site, (poison, {}), (poison, {})) == ["MISS"] * 2
    assert {address: site.read(address).text for address in right} == right


def test_no_two_questions_are_kept_as_one(site, story):
    one = ("/search/?q=lake?language=hy", {})
    two = ("/search/?q=lake&language=hy", {})
    swapped = ("/search/?language=hy&q=lake", {})
    assert _states(site, one, two, one, swapped) == ["MISS", "MISS", "KEPT", "KEPT"]


def test_who_says_who_they_are_is_not_kept_and_who_works_here_is_let_through(site, story):
    path = story.get_absolute_url()
    stranger, staff = {"Cookie": "_ga=1"}, {"Cookie": "a=b; sessionid=abc"}
    named = {"Authorization": "Basic eDp5"}
    assert _states(
        site,
        *((path, stranger), (path, named), (path, staff), (path, {}), (path, stranger)),
        *((path, staff), (path, named), (path, {"method": "HEAD"})),
    ) == ["MISS", "BYPASS", "BYPASS", "MISS", "KEPT", "BYPASS", "BYPASS", "KEPT"]


def test_what_is_no_page_for_readers_is_not_kept(site, story):
    story_with_a_tail = f"{story.get_absolute_url()}x.css"
    for path in ("/nothing/", story_with_a_tail, "/search/x.css", "/healthz"):
        assert _states(site, (path, {}), (path, {}))[1] in ("MISS", None), path
        assert "no-store" in site.read(path).headers["Cache-Control"]
    for path in ("/admin/", "/admin/x.css", "/%61dmin/x.css", "/admin/login/"):
        assert _states(site, (path, {}), (path, {})) == [None, None]
    page = site.read("/admin/login/", "br")
    assert page.headers["Content-Encoding"] is None
    assert "no-store" in page.headers["Cache-Control"] or "private" in page.headers["Cache-Control"]


def test_each_form_is_kept_once_for_all_who_take_it(site, story):
    path = story.get_absolute_url()
    accepted = ("gzip, deflate, br, zstd", "br", "br;q=1.0, gzip;q=0.1", "gzip", "gzip, br;q=0")
    states = _states(site, *((path, {"form": form}) for form in accepted))
    assert states == ["MISS", "KEPT", "KEPT", "MISS", "KEPT"]
    answers = [site.read(path, form) for form in accepted]
    assert [a.headers["Content-Encoding"] for a in answers] == ["br"] * 3 + ["gzip"] * 2
    assert {a.headers["Vary"] for a in answers} == {"Accept-Encoding"}
    assert all("X-Accel-Expires" not in a.headers for a in answers)
    known = site.read(path, "br", If_None_Match=answers[0].headers["ETag"])
    assert (known.status, known.text) == (304, "")
