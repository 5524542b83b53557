"""What becomes of the comments below a post."""

import datetime

import pytest

from articles.models import Article
from comments.models import Comment
from tests.newsroom.moving import exports

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"approved": "spam"}, "it was marked as spam"),
        ({"approved": "trash"}, "it was in the trash"),
        ({"approved": ""}, "its state was “”"),
        ({"type": "pingback"}, "it is a pingback of another site, not a reader's comment"),
        ({"type": "trackback"}, "it is a trackback of another site, not a reader's comment"),
        ({"type": "order_note"}, "it is a “order_note”, not a reader's comment"),
        ({"content": "<br>"}, "it has no words"),
        ({"content": "x" * 10_001}, "it is longer than 10,000 characters"),
        ({"id": "0x5"}, "it has no id"),
    ],
)
def test_a_comment_that_does_not_come_along_is_named(bring, fields, why):
    report = bring(
        exports.post(exports.comment(**fields), exports.comment(id="6", content="Seen."))
    )
    assert [comment.body for comment in Comment.objects.visible()] == ["Seen."]
    assert report.skipped == {("comment", why): [f"{fields.get('id', '5')} Aram"]}


def test_comments_bring_who_wrote_them_and_when_but_not_from_where(bring):
    bring(
        exports.post(
            exports.comment(
                author="Aram &amp; Ani",
                author_url="https://aram.example",
                author_IP="192.0.2.1",
                content="One<br />two",
            )
        )
    )
    comment = Comment.objects.get()
    assert (comment.name, comment.email, comment.website, comment.body, comment.source) == (
        "Aram & Ani",
        "aram@example.com",
        "https://aram.example",
        "One\ntwo",
        None,
    )
    assert comment.created_at == datetime.datetime(2021, 3, 5, 8, tzinfo=datetime.UTC)
    assert Article.objects.get().comment_count == 1


def test_what_a_comment_field_cannot_hold_is_left_empty(bring):
    bring(
        exports.post(
            exports.comment(
                author="", author_email="none", author_url="javascript:x()", date_gmt="", date=""
            )
        )
    )
    comment = Comment.objects.get()
    assert (comment.name, comment.email, comment.website) == ("Anonymous", "", "")
    assert comment.created_at == comment.article.published_at


def test_answers_stand_below_what_they_answer_whatever_the_order(bring):
    bring(
        exports.post(
            exports.comment(id="9", parent="8", content="third"),
            exports.comment(id="8", parent="7", content="second"),
            exports.comment(id="7", content="first"),
            exports.comment(id="3", parent="2", content="of what was never approved"),
            exports.comment(id="2", approved="spam", content="never approved"),
            exports.comment(id="20", parent="21", content="circle"),
            exports.comment(id="21", parent="20", content="circle too"),
        )
    )
    answered = dict(Comment.objects.values_list("body", "answers__body"))
    assert answered == {
        "first": None,
        "second": "first",
        "third": "second",
        "of what was never approved": None,
        "circle": None,
        "circle too": None,
    }
