"""Redirects are kept as pages are, under what was asked for, and fall with the next edition."""

import pytest

from articles import publishing
from newsroom.models import OldAddress
from newsroom.oldlinks import keeping
from newsroom.press import edition
from tests.make import make_article
from tests.newsroom.visitor import wait_for_the_edition

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(visitor):
    story = make_article(slug="the-ferry")
    keeping.remember(["/the-ferry-is-back", "/?p=12"], "post", story.pk, "lake.example")
    wait_for_the_edition()
    return story


def location(visitor, path, query=""):
    answer = visitor.ask(path, query=query)
    return answer["status"], answer["headers"].get("Location")


def test_the_front_page_that_is_kept_does_not_answer_for_another_page(visitor, story):
    there = (301, story.get_absolute_url())
    assert location(visitor, "/")[0] == 200
    assert location(visitor, "/", "p=12") == there
    assert location(visitor, "/")[0] == 200
    assert visitor.is_answered_at_the_front("/")
    assert visitor.is_answered_at_the_front("/", query="fbclid=x")
    assert visitor.is_answered_at_the_front("/", query="p=12")
    assert location(visitor, "/", "utm_source=x&p=12") == there
    assert location(visitor, "/", "p=13") == (404, None)
    assert not visitor.is_answered_at_the_front("/", query="p=13")
    assert not visitor.is_answered_at_the_front("/", query="p=12&p=13")


def test_a_redirect_is_kept_with_and_without_its_question(visitor, story):
    path, there = "/the-ferry-is-back/", story.get_absolute_url()
    assert location(visitor, path) == (301, there)
    assert visitor.is_answered_at_the_front(path)
    assert location(visitor, path, "replytocom=5") == (301, f"{there}#respond")
    assert location(visitor, path) == (301, there)


def test_it_falls_when_the_story_moves_and_when_it_is_taken_away(visitor, story):
    for slug in ("a-boat", "a-raft"):
        assert visitor.ask("/", query="p=12")["headers"]["Location"] == story.get_absolute_url()
        story.slug = slug
        publishing.save(story, by=None)
        wait_for_the_edition()
        assert location(visitor, "/", "p=12") == (301, story.get_absolute_url())
    story.withdraw("It was wrong.")
    publishing.save(story, by=None)
    wait_for_the_edition()
    assert location(visitor, "/", "p=12") == (410, None)
    assert location(visitor, "/the-ferry-is-back/") == (410, None)


def test_what_is_no_old_address_is_not_kept_and_may_become_one(visitor, story):
    assert location(visitor, "/nothing/") == (404, None)
    assert not visitor.is_answered_at_the_front("/nothing/")
    OldAddress.objects.create(path="/nothing", target=story.get_absolute_url())
    edition.move()
    wait_for_the_edition()
    assert location(visitor, "/nothing/") == (301, story.get_absolute_url())
