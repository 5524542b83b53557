"""What becomes of a comment that a reader sends."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from comments import screening
from comments.models import Comment, Decision
from comments.screening import Arrival
from newsroom.press.models import Edition
from tests.make import make_article, make_comment

pytestmark = pytest.mark.django_db

Status = Comment.Status


def written(article=None, **fields):
    usual = {"name": "Ani", "email": "ani@example.org", "body": "Well said.", "source": "192.0.2.7"}
    return Comment(article=article or make_article(), **usual | fields)


def judged(comment):
    return list(comment.decisions.values_list("step", "before", "after", "why"))


def test_the_first_comment_of_an_address_waits_until_an_editor_approves_it():
    article = make_article()
    edition = Edition.objects.get().number
    kept = screening.receive(written(article))

    assert (kept.status, kept.page) == (Status.PENDING, None)
    assert judged(kept) == [("first_comment", "", "pending", "")]
    assert kept.decisions.get().reason == "the first comment of this address"
    assert Edition.objects.get().number == edition


@pytest.mark.parametrize(
    ("body", "step"),
    [
        ("https://a.example and http://b.example", "first_comment"),
        ("https://a.example http://b.example WWW.c.example", "many_links"),
    ],
)
def test_many_links_are_told_to_the_editor(body, step):
    kept = screening.receive(written(body=body))

    assert (kept.status, kept.decisions.get().step) == (Status.PENDING, step)


def test_what_fills_the_hidden_field_is_spam():
    kept = screening.receive(written(), Arrival(trapped=True))

    assert judged(kept) == [("trap", "", "spam", "")]
    assert kept.decisions.get().reason == "filled in the field that people do not see"
    assert kept.status == Status.SPAM


def test_a_post_of_unknown_origin_is_told_to_the_editor():
    kept = screening.receive(written(), Arrival(origin_known=False))

    assert (kept.status, kept.decisions.get().step) == (Status.PENDING, "unknown_origin")


@pytest.mark.parametrize("story", [{"comments_open": False}, {"status": "draft"}])
def test_a_story_that_takes_no_comments_keeps_none(story):
    with pytest.raises(screening.Refused):
        screening.receive(written(make_article(**story)))

    assert Comment.objects.count() == 0


def test_the_first_step_with_an_opinion_decides():
    links = "http://a.example http://b.example http://c.example"
    kept = screening.receive(written(body=links), Arrival(trapped=True, origin_known=False))

    assert [decision.step for decision in kept.decisions.all()] == ["trap"]


def test_a_step_that_approves_shows_the_comment_at_once(monkeypatch):
    def friend(comment, arrival):
        return screening.Verdict(Status.VISIBLE, "a friend")

    monkeypatch.setattr(screening, "STEPS", [friend])
    kept = screening.receive(written())

    assert list(Comment.objects.visible()) == [kept]
    assert Comment.objects.get().page == 1
    assert Comment.objects.get().article.comment_count == 1


def test_the_same_words_are_kept_once():
    article = make_article()
    first = screening.receive(written(article))
    again = screening.receive(written(article, body=" Well \n said. ", email="ANI@example.org"))

    assert again.pk == first.pk
    assert Comment.objects.count() == Decision.objects.count() == 1


def test_other_words_another_address_another_place_are_other_comments():
    article = make_article()
    first = make_comment(article)
    answer = written(article)
    answer.stand_under(first)
    sent = [
        written(article),
        written(article, body="Badly said."),
        written(article, email="beth@example.org"),
        written(make_article()),
        answer,
    ]

    assert len({screening.receive(comment).pk for comment in sent}) == 5


def test_the_sixth_comment_of_a_minute_from_one_source_is_not_kept(time_machine):
    time_machine.move_to("2026-03-01T12:00:10Z", tick=False)
    article = make_article()
    for number in range(5):
        screening.receive(written(article, body=f"Number {number}"))
    with pytest.raises(screening.TooFast) as refusal:
        screening.receive(written(article, body="Number 5"))

    assert refusal.value.seconds == 50
    assert Comment.objects.count() == 5
    screening.receive(written(article, body="Number 5", source="192.0.2.8"))
    assert Comment.objects.count() == 6


def test_the_twenty_first_comment_of_an_hour_from_one_address_is_not_kept(time_machine):
    time_machine.move_to("2026-03-01T12:59:10Z", tick=False)
    article = make_article()
    for number in range(20):
        screening.receive(written(article, body=f"Number {number}", source=f"192.0.2.{number}"))
    with pytest.raises(screening.TooFast) as refusal:
        screening.receive(
            written(article, body="Number 20", email="ANI@example.org", source="192.0.2.99")
        )

    assert (refusal.value.seconds, Comment.objects.count()) == (50, 20)
    screening.receive(written(article, body="Number 20", email="b@example.org"))
    assert Comment.objects.count() == 21


def test_the_same_words_again_are_never_too_fast():
    article = make_article()
    sent = {screening.receive(written(article)).pk for _ in range(10)}

    assert len(sent) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_words_sent_by_many_at_once_are_one_row_and_one_answer():
    article, answers, ready = make_article(), [], threading.Barrier(16)

    def send():
        ready.wait()
        try:
            answers.append(screening.receive(written(article)).pk)
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(16)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert answers == [Comment.objects.get().pk] * 16
    assert Decision.objects.count() == 1


def test_what_the_database_refuses_for_another_reason_is_told():
    nameless = written(name="")
    with pytest.raises(IntegrityError, match="comment_says_something"), transaction.atomic():
        screening.receive(nameless)
    assert Comment.objects.count() == 0
