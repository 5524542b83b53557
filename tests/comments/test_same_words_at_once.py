"""The same words from several addresses in one moment: one of them is let through, the others wait."""

import threading

import pytest

from comments import editing, screening
from comments.models import Comment, Rules
from tests.make import make_article, make_comment, make_rules
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [f"reader{number}@example.org" for number in range(4)]
WORDS = "Read my page!"


@pytest.fixture
def judged_together(monkeypatch):
    """Nobody keeps a comment before all of them are judged."""
    make_rules(hold=Rules.Hold.NOBODY)
    judge, ready = screening.judge, threading.Barrier(len(ADDRESSES))

    def judge_and_wait(comment, arrival):
        verdict = judge(comment, arrival)
        ready.wait(10)
        return verdict

    monkeypatch.setattr(screening, "judge", judge_and_wait)


def outcome():
    """Return what became of the words, and which step said so."""
    kept = Comment.objects.filter(body=WORDS)
    return sorted((comment.status, comment.decisions.first().step) for comment in kept)


ONE_OF_FOUR = [("pending", "repeated")] * 3 + [("visible", "clear")]


def test_of_those_who_send_the_same_words_at_once_one_is_let_through(judged_together):
    article = make_article()

    def send(email):
        comment = Comment(article=article, name="Ani", email=email, body=WORDS)
        return lambda: screening.receive(comment)

    at_once(*map(send, ADDRESSES))
    assert outcome() == ONE_OF_FOUR
    article.refresh_from_db()
    assert article.comment_count == 1


def test_of_those_who_change_theirs_to_the_same_words_at_once_one_is_let_through(judged_together):
    comments = [make_comment(make_article(), email=email) for email in ADDRESSES]
    at_once(*[lambda comment=comment: editing.edit(comment, WORDS) for comment in comments])
    assert outcome() == ONE_OF_FOUR
