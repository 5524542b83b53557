"""The page on which a reader finds the comment that waits."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing
from comments import held, moderation
from comments.models import Comment
from newsroom.press import tokens
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

WAITING = "Thank you. Your comment is waiting for an editor."


def waiting(**fields):
    return make_comment(status=Comment.Status.PENDING, **{"body": "My own words"} | fields)


def test_the_page_shows_the_words_to_the_one_who_has_its_address_and_no_cache_keeps_it(client):
    answer = client.get(f"/comment/held/{held.token(waiting())}/")
    page = answer.content.decode()

    assert (WAITING in page, "My own words" in page) == (True, True)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")


@pytest.mark.parametrize("asked", [True, False])
def test_who_asked_to_hear_of_answers_reads_what_that_takes(client, post, asked):
    answer = post(make_article(), **{"notices": "on"} if asked else {})
    said = "We write to you once your address is confirmed." in client.get(answer["Location"]).text
    assert said is asked


def test_after_an_hour_the_words_are_gone(client):
    comment = waiting(created_at=timezone.now() - datetime.timedelta(minutes=61))
    page = client.get(f"/comment/held/{held.token(comment)}/").content.decode()

    assert (WAITING in page, "My own words" in page) == (True, False)


def test_a_story_that_readers_no_longer_have_is_not_named(client):
    comment = waiting()
    story = comment.article
    address = f"/comment/held/{held.token(comment)}/"
    assert story.headline in client.get(address).content.decode()
    story.headline = "Not yet for readers"
    story.return_to_draft()
    publishing.save(story, by=None)
    page = client.get(address).content.decode()

    assert (WAITING in page, "My own words" in page) == (True, True)
    assert (story.headline in page, story.get_absolute_url() in page) == (False, False)


def test_once_approved_the_address_leads_to_the_place(client):
    comment = waiting()
    moderation.approve(comment, by=make_user())
    answer = client.get(f"/comment/held/{held.token(comment)}/")

    place = f"{comment.article.get_absolute_url()}#comment-{comment.pk}"
    assert (answer.status_code, answer["Location"]) == (302, place)


def test_nobody_guesses_the_address(client):
    comment = waiting()
    other = held.token(waiting())
    guesses = [
        str(comment.pk),
        held.token(comment)[:-1],
        held.token(comment).split(":")[0] + ":" + other.split(":")[1],
        tokens.sign("comments.held", comment.pk),
        "é:é",
    ]

    assert [client.get(f"/comment/held/{guess}/").status_code for guess in guesses] == [404] * 5
