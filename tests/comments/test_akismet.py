"""A foreign opinion about comments, asked of a server on this machine that answers, hangs, drips or breaks."""

import socket
import threading
import time
from contextlib import contextmanager, suppress
from urllib.parse import parse_qs

import pytest

from comments import akismet
from comments.models import Comment, Rules
from newsroom.press.models import Hit
from tests.comments.answering import OURS
from tests.comments.test_rules import send
from tests.make import make_article, make_comment, make_rules
from tests.together import at_once

pytestmark = pytest.mark.django_db

Status = Comment.Status
SPAM, WAITS = (Status.SPAM, "foreign_opinion"), (Status.PENDING, "foreign_opinion")
SHOWN = (Status.VISIBLE, "clear")
HEAD = "HTTP/1.1 {} OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n"


class Stub:
    """Answers every question alike; remembers what it was asked."""

    def __init__(self, answer=b"", hangs=False, drips=False, status=200):
        self.said = HEAD.format(status, len(answer)).encode() + answer
        self.hangs, self.drips, self.asked = hangs, drips, []
        self.over = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listening.getsockname()[1]}/1.1/comment-check"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while not self.over.is_set():
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line):
        with line, suppress(OSError):  # who asked may have gone away
            self.asked.append(_body(line))
            if self.hangs:
                self.over.wait(30)
            for letter in self.said[:100] if self.drips else ():
                line.sendall(bytes([letter]))
                self.over.wait(0.5)
            line.sendall(self.said)


def _body(line):
    received = b""
    while b"\r\n\r\n" not in received:
        received += line.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        int(each[15:]) for each in head.split(b"\r\n") if each.startswith(b"Content-Length")
    )
    while len(body) < length:
        body += line.recv(65536)
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


@contextmanager
def akismet_that(settings, **behaviour):
    stub = Stub(**behaviour)
    settings.AKISMET_KEY, settings.AKISMET_URL = "the key", stub.address
    try:
        yield stub
    finally:
        stub.over.set()
        stub.listening.close()


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch):
    monkeypatch.setattr(akismet, "_next", 0.0)
    make_rules(hold=Rules.Hold.NOBODY)


@pytest.mark.parametrize(("answer", "judged"), [(b"true", SPAM), (b"false", SHOWN)])
def test_what_it_says_is_done(settings, answer, judged):
    with akismet_that(settings, answer=answer) as stub:
        assert send(website="https://ani.example", browser="Lynx") == judged
    asked = stub.asked.pop()
    article = Comment.objects.get().article
    assert stub.asked == []
    assert asked == {
        "api_key": "the key",
        "blog": "http://testserver/",
        "blog_charset": "UTF-8",
        "blog_lang": "en",
        "user_ip": "192.0.2.7",
        "user_agent": "Lynx",
        "permalink": f"http://testserver{article.get_absolute_url()}",
        "comment_type": "comment",
        "comment_author": "Ani",
        "comment_author_email": "ani@example.org",
        "comment_author_url": "https://ani.example",
        "comment_content": "Well said.",
    }


def test_a_comment_that_it_lets_pass_still_waits_where_the_rules_say_so(settings):
    make_rules(hold=Rules.Hold.FIRST)
    with akismet_that(settings, answer=b"false"):
        assert send() == (Status.PENDING, "first_comment")


def test_without_a_key_nobody_is_asked(settings):
    with akismet_that(settings, answer=b"true") as stub:
        settings.AKISMET_KEY = ""
        assert send() == SHOWN
    assert stub.asked == []


@pytest.mark.parametrize(
    "behaviour",
    [
        {"answer": b"invalid"},
        {"answer": b""},
        {"answer": b"true", "status": 500},
        {"answer": b"<html>" * 10_000},
    ],
)
def test_what_is_no_answer_lets_the_comment_wait(settings, behaviour):
    with akismet_that(settings, **behaviour):
        assert send() == WAITS
    assert Comment.objects.get().decisions.get().reason == "Akismet did not answer"


def test_where_nobody_listens_the_comment_waits(settings):
    with akismet_that(settings):
        pass
    assert send() == WAITS


@pytest.mark.parametrize("behaviour", [{"hangs": True}, {"answer": b"true", "drips": True}])
def test_a_reader_waits_three_seconds_at_most_and_the_next_one_not_at_all(settings, behaviour):
    with akismet_that(settings, **behaviour) as stub:
        begun = time.monotonic()
        assert send() == WAITS
        waited = time.monotonic() - begun
        assert send(email="b@example.org", body="The next one.") == WAITS
        assert time.monotonic() - begun - waited < 1
    assert 2.5 < waited < 4.5
    assert len(stub.asked) == 1


def test_after_a_pause_it_is_asked_again(settings, monkeypatch):
    with akismet_that(settings, answer=b"what?"):
        assert send() == WAITS
    with akismet_that(settings, answer=b"true"):
        assert send(email="b@example.org", body="Too early.") == WAITS
        monkeypatch.setattr(akismet, "_next", time.monotonic() - 1)
        assert send(email="c@example.org", body="Now.") == SPAM


def test_what_a_rule_stops_and_what_is_known_is_not_sent_there(settings):
    article = make_article()
    make_rules(hold=Rules.Hold.NOBODY, blocked_words="casino", trusted_addresses="f@example.org")
    with akismet_that(settings, answer=b"false") as stub:
        send(article, body="Casino")
        send(article, email="f@example.org", body="From a friend.")
        assert stub.asked == []
        assert [send(article), send(article)] == [SHOWN, SHOWN]
    assert len(stub.asked) == 1


def test_who_is_too_fast_does_not_make_us_ask(settings, client, time_machine):
    time_machine.move_to("2026-03-01T12:00:10Z", tick=False)
    article = make_article()
    with akismet_that(settings, answer=b"true") as stub:
        for number in range(7):
            fields = {"name": "Ani", "email": "a@example.org", "body": f"Number {number}"}
            client.post(f"{article.get_absolute_url()}comments/", fields, headers=OURS)
    assert (len(stub.asked), Comment.objects.count()) == (5, 5)
    assert Hit.objects.get(action="comment").count == 5


@pytest.mark.django_db(transaction=True)
def test_while_it_is_waited_for_others_write(settings):
    make_rules(hold=Rules.Hold.NOBODY)
    article = make_article()

    def write():
        time.sleep(0.5)
        begun = time.monotonic()
        make_comment(make_article())
        written.append(time.monotonic() - begun)

    written = []
    with akismet_that(settings, hangs=True):
        at_once(lambda: send(article), write)
    assert len(written) == 1
    assert written[0] < 2
