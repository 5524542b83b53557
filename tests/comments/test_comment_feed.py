"""The feeds of what readers said."""

import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Comment
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


def items(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (
        200,
        "application/rss+xml; charset=utf-8",
    )
    channel = ElementTree.fromstring(answer.content).find("channel")
    return [
        [item.findtext(name) for name in ("title", "link", "description")]
        for item in channel.iter("item")
    ]


def test_the_feed_of_a_story_holds_its_visible_comments_newest_first(client):
    article = make_article(headline="A bridge")
    first = make_comment(article, name="Ani", body="One < two")
    second = make_comment(article, name="Beth", body="See https://example.org/")
    make_comment()
    for status in Comment.Status:
        if status != Comment.Status.VISIBLE:
            make_comment(article, status=status)

    link = '<a href="https://example.org/" rel="ugc nofollow noopener" dir="ltr">https://example.org/</a>'
    assert items(client, f"{article.get_absolute_url()}feed/") == [
        [
            "Beth on A bridge",
            f"http://testserver/comment/{second.pk}/",
            f'<p dir="auto">See {link}</p>',
        ],
        [
            "Ani on A bridge",
            f"http://testserver/comment/{first.pk}/",
            '<p dir="auto">One &lt; two</p>',
        ],
    ]


def test_the_feed_of_the_paper_holds_visible_comments_of_visible_stories(client):
    seen = make_comment()
    make_comment(status=Comment.Status.PENDING)
    make_comment(make_article(status="withdrawn"))
    make_comment(make_article(published_at=timezone.now() + datetime.timedelta(hours=1)))

    links = [link for _title, link, _body in items(client, "/comments/feed/")]
    assert links == [f"http://testserver/comment/{seen.pk}/"]


@pytest.mark.parametrize(("status", "answer"), [("draft", 404), ("withdrawn", 410)])
def test_a_story_that_readers_do_not_have_has_no_feed(client, status, answer):
    article = make_article(status=status)
    make_comment(article)

    assert client.get(f"{article.get_absolute_url()}feed/").status_code == answer


@pytest.mark.parametrize("slash", ["/", ""])
def test_a_wrong_month_leads_to_the_feed(client, slash):
    article = make_article()
    answer = client.get(f"/1999/01/{article.slug}/feed{slash}")

    assert (answer.status_code, answer["Location"]) == (301, f"{article.get_absolute_url()}feed/")


def test_an_empty_feed_is_a_feed(client):
    assert items(client, "/comments/feed/") == []


def test_a_feed_can_be_read_whatever_a_row_holds(client):
    comment = make_comment(make_article(headline="A bridge"))
    Comment.objects.filter(pk=comment.pk).update(name="A\x0bni", body="One\x1b two")

    assert [item[::2] for item in items(client, "/comments/feed/")] == [
        ["Ani on A bridge", '<p dir="auto">One two</p>']
    ]


def test_a_feed_costs_the_same_queries_with_one_comment_and_with_many(client):
    make_comment()
    with CaptureQueriesContext(connection) as one:
        client.get("/comments/feed/")
    for _ in range(2):
        make_comment(answers=make_comment(by_staff=make_user()))
    with CaptureQueriesContext(connection) as five:
        client.get("/comments/feed/")

    assert len(five) == len(one)
