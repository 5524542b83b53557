"""The page of a thread costs what stands on it, however many comments the story has."""

import time
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import layout
from comments.models import Comment
from newsroom.press import pages
from tests.make import make_article

pytestmark = pytest.mark.django_db

ANSWERS = 4  # to each comment that begins a thread


def make_talk(comments):
    """Make a story with so many visible comments, in threads of five, quicker than through their doors."""
    article = make_article()
    usual = {"article": article, "name": "Ani", "status": Comment.Status.VISIBLE}
    begun = Comment.objects.bulk_create(
        Comment(body=f"Thread {number}", email=f"r{number}@example.org", **usual)
        for number in range(comments // (1 + ANSWERS))
    )
    Comment.objects.bulk_create(
        Comment(body=f"Answer {number}", parent=first, thread=first, answers=first, **usual)
        for first in begun
        for number in range(ANSWERS)
    )
    layout.lay_out([article.pk])
    return article


@pytest.fixture(scope="module")
def many(made_once):
    """A story with five thousand comments: to make it takes as long as all that is asked of it."""
    return make_talk(5_000)


@pytest.fixture
def cost(client, monkeypatch):
    """Return a function that says what a page costs that nobody has made yet: queries, comments read, best seconds."""
    read = Counter()
    from_db = Comment.from_db.__func__

    def count(cls, *arguments):
        read["comments"] += 1
        return from_db(cls, *arguments)

    monkeypatch.setattr(Comment, "from_db", classmethod(count))

    def cost(address):
        client.get(address)
        seconds = []
        for _ in range(5):
            pages.move()
            read.clear()
            begun = time.perf_counter()
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            seconds.append(time.perf_counter() - begun)
        return len(asked), read["comments"], min(seconds)

    return cost


@pytest.mark.parametrize("page", ["", "comments/2/"])
def test_a_page_among_five_thousand_comments_costs_what_one_among_a_hundred_does(
    cost, page, many, record_property
):
    few = make_talk(100)
    assert (few.comments.count(), many.comments.count()) == (100, 5_000)
    *small, quick = cost(few.get_absolute_url() + page)
    *large, slow = cost(many.get_absolute_url() + page)
    record_property(
        "a page of 5,000 comments", f"{slow * 1000:.1f} ms, of 100 {quick * 1000:.1f} ms"
    )

    assert large == small
    assert small[1] <= 50
    assert slow < 3 * quick + 0.05


def test_the_last_page_costs_no_more_than_the_first(cost, many):
    *first, _ = cost(f"{many.get_absolute_url()}comments/2/")
    *last, _ = cost(f"{many.get_absolute_url()}comments/{many.comments.last().page}/")
    assert last == first
