"""The front desk: finished pages are answered before Django wakes up, and never when they are over."""

import datetime
import gzip
import io
import threading
import time

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.utils import timezone

from articles import publishing
from articles.models import Article
from newsroom.models import Masthead
from newsroom.press import edition, front
from newsroom.press.finished import Shelf, finish
from newsroom.press.models import Edition
from tests.make import (
    make_article,
    make_comment,
    make_contributor,
    make_newsletter,
    make_picture,
    make_section,
    make_tag,
)

pytestmark = pytest.mark.django_db(transaction=True)


class Visitor:
    """Asks the WSGI application as a web server would, and counts how often Django had to answer."""

    def __init__(self):
        self.woken = 0
        django = WSGIHandler()

        def count(environ, start_response):
            self.woken += 1
            return django(environ, start_response)

        self.application = front.front(count)

    def ask(self, path, *, method="GET", query="", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "testserver",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
        }
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        answer = {}

        def start_response(status, headers, exc_info=None):
            answer["status"] = int(status[:3])
            answer["headers"] = dict(headers)

        answer["body"] = b"".join(self.application(environ, start_response))
        return answer

    def is_answered_at_the_front(self, path, **request):
        """Say whether the same request, made once more, leaves Django asleep."""
        before = self.woken
        self.ask(path, **request)
        return self.woken == before


@pytest.fixture
def visitor(monkeypatch):
    monkeypatch.setattr(front, "_is_open", False)
    monkeypatch.setattr(front, "_desk", None)
    visitor = Visitor()
    front._at_hand()
    wait_until(lambda: front.current_edition() is not None)
    yield visitor
    front._desk.watch.close()


def wait_until(condition, seconds=5):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not become true"
        time.sleep(0.01)


def save(article, **changes):
    for name, value in changes.items():
        setattr(article, name, value)
    publishing.save(article, by=None)
    wait_for_the_edition()


def wait_for_the_edition():
    wait_until(lambda: front.current_edition() == Edition.objects.get().number)


@pytest.fixture
def story(visitor):
    article = make_article(headline="The lake is back", body="<p>Water.</p>" * 100)
    wait_for_the_edition()
    return article


def test_a_page_that_was_made_is_answered_again_without_django(visitor, story):
    path = story.get_absolute_url()
    first = visitor.ask(path)
    again = visitor.ask(path)
    assert visitor.woken == 1
    assert first == again
    assert b"The lake is back" in again["body"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_page_comes_in_the_form_that_was_asked_for(visitor, story, accepted, encoding, unpack):
    path = story.get_absolute_url()
    plain = visitor.ask(path)["body"]
    answer = visitor.ask(path, accept_encoding=accepted)
    assert answer["headers"].get("Content-Encoding") == encoding
    assert unpack(answer["body"]) == plain
    assert answer["headers"]["Content-Length"] == str(len(answer["body"]))
    assert answer["headers"]["Vary"] == "Accept-Encoding"
    assert visitor.woken == 1


def test_a_reader_who_has_the_page_is_told_so(visitor, story):
    path = story.get_absolute_url()
    tag = visitor.ask(path, accept_encoding="br")["headers"]["ETag"]
    again = visitor.ask(path, accept_encoding="br", if_none_match=f'"other", W/{tag}')
    assert (again["status"], again["body"], visitor.woken) == (304, b"", 1)
    assert visitor.ask(path, if_none_match='"other"')["status"] == 200


def test_head_is_answered_without_a_body(visitor, story):
    path = story.get_absolute_url()
    get, head = visitor.ask(path), visitor.ask(path, method="HEAD")
    assert (head["body"], head["headers"], visitor.woken) == (b"", get["headers"], 1)


def test_a_correction_is_read_at_once(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    save(story, headline="The lake is full")
    assert b"The lake is full" in visitor.ask(path)["body"]


def test_a_withdrawn_story_is_gone_at_once(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    story.withdraw("A mistake.")
    save(story)
    answer = visitor.ask(path)
    assert (answer["status"], b"The lake is back" in answer["body"]) == (410, False)


def test_what_another_process_writes_is_seen_too(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    before = front.current_edition()
    connection.close()  # a write on a connection that this process has just made is as far away
    edition.move()
    wait_until(lambda: front.current_edition() == before + 1)
    assert not visitor.is_answered_at_the_front(path)


def test_a_write_that_is_taken_back_changes_nothing(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    with transaction.atomic():
        edition.move()
        transaction.set_rollback(True)
    time.sleep(0.1)
    assert visitor.is_answered_at_the_front(path)


def test_a_scheduled_story_appears_at_its_time_though_nothing_else_happens(visitor, story):
    later = timezone.now() + datetime.timedelta(seconds=1.5)
    make_article(headline="Out now", published_at=later)
    wait_for_the_edition()
    assert b"Out now" not in visitor.ask("/")["body"]
    assert visitor.is_answered_at_the_front("/")
    wait_until(lambda: b"Out now" in visitor.ask("/")["body"], seconds=4)
    assert timezone.now() >= later


def test_nginx_is_told_the_second_of_every_answer_not_that_of_the_first(visitor, story, settings):
    settings.TRUSTED_PROXIES = 1
    path = story.get_absolute_url()
    visitor.ask(path)
    time.sleep(1)
    before = int(time.time())
    answer = visitor.ask(path)
    assert visitor.woken == 1
    assert answer["headers"]["X-Accel-Expires"] in (f"@{before}", f"@{before + 1}")


def test_who_works_here_is_let_through(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    assert not visitor.is_answered_at_the_front(path, cookie="a=b; sessionid=abc")
    assert visitor.is_answered_at_the_front(path, cookie="_ga=somebody-else-s")


@pytest.mark.parametrize("name", ["cookie", "authorization"])
def test_a_request_that_says_who_asks_is_never_the_one_that_is_kept(visitor, story, name):
    path = story.get_absolute_url()
    visitor.ask(path, **{name: "x=y"})
    assert not visitor.is_answered_at_the_front(path)


def test_unknown_parameters_neither_pass_by_nor_are_kept(visitor, story):
    path = story.get_absolute_url()
    canary = visitor.ask(path, query="fbclid=canary")
    assert b"canary" not in canary["body"]
    assert not visitor.is_answered_at_the_front(path)
    assert visitor.is_answered_at_the_front(path, query="fbclid=canary&utm_source=x")


def test_more_parameters_than_anybody_needs_break_nothing(visitor, story):
    query = "&".join(f"p{number}=1" for number in range(200))
    section = make_section(slug="lakes")
    wait_for_the_edition()
    visitor.ask(section.get_absolute_url())
    assert visitor.ask(section.get_absolute_url(), query=query)["status"] == 200


def test_known_parameters_give_pages_of_their_own(visitor, story):
    section = make_section(slug="lakes")
    articles = [make_article(section=section, headline=f"Number {n}") for n in range(3)]
    wait_for_the_edition()
    path = "/section/lakes/"
    whole = visitor.ask(path)["body"]
    older = visitor.ask(path, query=f"before={articles[1].pk}")["body"]
    assert (b"Number 2" in whole, b"Number 2" in older) == (True, False)
    assert visitor.is_answered_at_the_front(path, query=f"utm_source=x&before={articles[1].pk}")
    assert visitor.ask(path)["body"] == whole


def test_a_parameter_that_is_given_twice_is_not_kept(visitor, story):
    first = make_article(section=story.section)
    for _ in range(25):
        last = make_article(section=story.section)
    page, section = {}, story.section.get_absolute_url()
    for query in (f"before={last.pk}&before={first.pk}", f"before={first.pk}&before={last.pk}"):
        page[query] = visitor.ask(section, query=query)["body"]
        assert not visitor.is_answered_at_the_front(section, query=query)
    assert len(set(page.values())) == 2


def test_addresses_without_end_do_not_fill_the_memory(visitor, story, monkeypatch):
    monkeypatch.setattr(front, "MOST_PLACES", 50)
    for month in range(100, 200):
        assert visitor.ask(f"/2026/{month}/{story.slug}/")["status"] == 301
        assert len(front._desk.parameters) <= 50
    visitor.ask(story.get_absolute_url())
    assert visitor.is_answered_at_the_front(story.get_absolute_url())


def test_searches_are_not_kept(visitor, story):
    visitor.ask("/search/", query="q=lake")
    assert not visitor.is_answered_at_the_front("/search/", query="q=lake")


@pytest.mark.parametrize(
    "path", ["/nothing/", "/2020/01/nothing/", "/admin/", "/admin/x.css", "/healthz"]
)
def test_what_is_no_page_for_readers_is_not_kept(visitor, story, path):
    visitor.ask(path)
    assert not visitor.is_answered_at_the_front(path)


def test_a_post_is_never_answered_at_the_front(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    assert not visitor.is_answered_at_the_front(path, method="POST")


def test_another_host_is_not_answered_with_our_page(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    assert visitor.ask(path, host="evil.example")["status"] == 400


def test_a_redirect_is_kept_too(visitor, story):
    wrong = f"/1999/01/{story.slug}/"
    assert visitor.ask(wrong)["headers"]["Location"] == story.get_absolute_url()
    assert visitor.is_answered_at_the_front(wrong)


def test_a_draft_is_never_kept(visitor, story):
    draft = make_article(headline="Canary", status=Article.Status.DRAFT, published_at=None)
    wait_for_the_edition()
    assert visitor.ask(draft.get_absolute_url())["status"] == 404
    assert not visitor.is_answered_at_the_front(draft.get_absolute_url())


def test_a_process_that_cannot_know_the_edition_keeps_and_answers_nothing(
    visitor, story, monkeypatch
):
    path = story.get_absolute_url()
    visitor.ask(path)
    monkeypatch.setattr(front._desk.watch, "number", lambda: None)
    assert not visitor.is_answered_at_the_front(path)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL is listened to")
def test_a_lost_line_to_postgresql_makes_blind_until_there_is_another(visitor, story):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s",
            [edition.LISTENER],
        )
    wait_until(lambda: front.current_edition() is None)
    wait_until(lambda: front.current_edition() is not None)
    path = story.get_absolute_url()
    visitor.ask(path)
    save(story, headline="After the storm")
    assert b"After the storm" in visitor.ask(path)["body"]


def test_the_shelf_makes_room_for_what_is_asked_for():
    page = finish(
        200, [("Content-Type", "text/html")], b"x" * 300, edition=1, ends=time.time() + 60
    )
    shelf = Shelf(room=page.size * 2)
    for key in ("one", "two"):
        shelf.put((key,), page)
    assert shelf.find(("one",), 1) is page
    shelf.put(("three",), page)
    kept = [key for key in ("one", "two", "three") if shelf.find((key,), 1)]
    assert (kept, len(shelf)) == (["one", "three"], 2)


def test_a_page_of_another_edition_or_past_its_end_is_not_found():
    shelf = Shelf()
    shelf.put(("now",), finish(200, [], b"x", edition=1, ends=time.time() + 60))
    shelf.put(("over",), finish(200, [], b"x", edition=1, ends=time.time() - 1))
    assert shelf.find(("now",), 1) is not None
    assert shelf.find(("now",), 2) is None
    assert shelf.find(("over",), 1) is None


def test_a_page_asks_the_database_four_times_at_most(visitor, django_assert_num_queries):
    stories = [
        make_article(tags=[make_tag()], by=[make_contributor()], lead_picture=make_picture())
        for _ in range(6)
    ]
    make_newsletter()
    for story in stories:
        for _ in range(10):
            make_comment(story)
    wait_for_the_edition()
    visitor.ask(
        stories[0].get_absolute_url()
    )  # the first of an edition finds out what all of them share
    with django_assert_num_queries(4):
        page = visitor.ask(stories[1].get_absolute_url())["body"].decode()
    assert page.count('<li id="comment-') == 10
    for part in ("Leave a Reply", "Sign Up for Our Newsletters", "You May Also Like", "Latest"):
        assert part in page


def test_what_all_pages_share_is_asked_again_when_it_changes(visitor, story):
    other = make_article()
    wait_for_the_edition()
    visitor.ask(story.get_absolute_url())
    masthead = Masthead.current()
    masthead.name = "The Evening Lantern"
    masthead.save()
    edition.move()
    make_newsletter(name="Lantern letter")
    wait_for_the_edition()
    page = visitor.ask(other.get_absolute_url())["body"].decode()
    assert "The Evening Lantern" in page
    assert "Sign Up for Our Newsletters" in page


def test_what_is_asked_for_again_is_pressed_better_and_reads_the_same(visitor, story):
    path = story.get_absolute_url()
    answers = [visitor.ask(path, accept_encoding="br") for _ in range(3)]
    lengths = [len(answer["body"]) for answer in answers]
    assert lengths[0] > lengths[1] == lengths[2]
    assert len({brotli.decompress(answer["body"]) for answer in answers}) == 1
    assert [int(answer["headers"]["Content-Length"]) for answer in answers] == lengths
    assert visitor.woken == 1


def test_who_asks_for_the_same_page_at_once_has_it_made_once(visitor, story):
    path = story.get_absolute_url()
    began = threading.Barrier(8)
    answers = []

    def ask():
        began.wait(5)
        answers.append(visitor.ask(path)["body"])
        connection.close()

    readers = [threading.Thread(target=ask) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(10)
    assert (len(answers), len(set(answers)), visitor.woken) == (8, 1, 1)
    assert front._desk.turns == {}


def test_a_page_that_is_not_kept_is_made_for_each_who_asks(visitor, story):
    for _ in range(2):
        assert visitor.ask("/nothing/")["status"] == 404
    assert visitor.woken == 2
    assert front._desk.turns == {}
