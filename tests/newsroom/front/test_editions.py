"""A finished page is never answered when it is over."""

import time

import pytest
from django.db import connection, transaction

from newsroom.models import Masthead
from newsroom.press import edition, front, proxies
from tests.make import (
    make_article,
    make_comment,
    make_newsletter,
)
from tests.moments import on_both_sides
from tests.newsroom.visitor import save, wait_for_the_edition, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_who_has_just_changed_a_page_sees_that_before_the_news_of_it_is_here(
    visitor, story, monkeypatch
):
    path = story.get_absolute_url()
    visitor.ask(path)
    before = front.current_edition()
    monkeypatch.setattr(front._desk.watch, "number", lambda: before)
    make_comment(story, body="Mine, just now.")
    assert visitor.is_answered_at_the_front(path)
    assert b"Mine, just now." in visitor.ask(path, query=proxies.PAST)["body"]


def test_a_write_that_is_taken_back_changes_nothing(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    with transaction.atomic():
        edition.move()
        transaction.set_rollback(True)
    time.sleep(0.1)
    assert visitor.is_answered_at_the_front(path)


def test_a_scheduled_story_appears_at_its_time_though_nothing_else_happens(visitor, story):
    def arrange(moment):
        headline = f"Out at {moment.timestamp():.0f}"
        make_article(headline=headline, published_at=moment)
        wait_for_the_edition()
        return headline.encode()

    def look(headline):
        is_there = headline in visitor.ask("/")["body"]
        return is_there, visitor.is_answered_at_the_front("/")

    assert on_both_sides(arrange, look) == ((False, True), (True, True))


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
