"""Drafts, what was scheduled, and what only some could read: nothing of it becomes public by moving."""

import datetime

import pytest

from articles import notes
from articles.models import Article
from comments.models import Comment
from tests.make import make_user
from tests.newsroom.moving import exports
from tests.newsroom.moving.outcomes import counts

pytestmark = pytest.mark.django_db

MARCH = datetime.datetime(2021, 3, 4, 12, tzinfo=datetime.UTC)
NO_DATE = {"post_date": "", "post_date_gmt": "0000-00-00 00:00:00"}
FUTURE = {"post_date_gmt": "2090-03-04 12:00:00", "status": "future"}


@pytest.mark.parametrize(
    ("fields", "status", "published_at", "remark"),
    [
        ({"status": "draft"}, "draft", None, None),
        ({"status": "draft"} | NO_DATE, "draft", None, None),
        ({"status": "pending"}, "review", None, None),
        (
            {"status": "future"},
            "draft",
            MARCH,
            "On the old site it was scheduled, and its time has passed.",
        ),
        ({"status": "private"}, "draft", MARCH, "On the old site it was private."),
        (
            {"post_password": "x"},
            "draft",
            MARCH,
            "On the old site it was protected by a password.",
        ),
        (
            {"status": "pending", "post_password": "x"},
            "review",
            None,
            "On the old site it was protected by a password.",
        ),
        (
            {"status": "archived"},
            "draft",
            MARCH,
            "On the old site its status was “archived”.",
        ),
        (NO_DATE, "draft", None, "The old site did not say when it was published."),
    ],
)
def test_what_was_not_public_comes_along_unseen(
    bring, client, fields, status, published_at, remark
):
    records = [exports.post(exports.comment(), title="The secret ferry", **fields)]
    report = bring(*records)
    assert counts(report) == {"post": {"imported": 1}, "comment": {"imported": 1}}
    story = Article.objects.get()
    assert (story.status, story.published_at) == (status, published_at)
    assert [note.text for note in notes.on(story)] == ([remark] if remark else [])
    assert not Article.objects.published().exists()
    assert not Comment.objects.visible().exists()
    assert client.get(story.get_absolute_url()).status_code == 404
    assert counts(bring(*records)) == {"post": {"unchanged": 1}, "comment": {"unchanged": 1}}
    assert len(notes.on(story)) == (1 if remark else 0)


def test_what_was_scheduled_and_still_is_comes_out_at_its_time(bring):
    bring(exports.post(**FUTURE))
    story = Article.objects.scheduled().get()
    assert story.published_at.year == 2090


def test_what_came_out_here_meanwhile_is_not_taken_back_by_an_older_file(bring):
    bring(exports.post(**FUTURE))
    Article.objects.update(published_at=MARCH)
    report = bring(exports.post(body="It left at one.", **FUTURE | {"post_date_gmt": ""}))
    assert counts(report) == {"post": {"changed": 1}}
    assert Article.objects.published().get().body == "<p>It left at one.</p>"


def test_what_the_old_site_made_private_goes_out_of_sight(bring, client):
    bring(exports.post())
    address = Article.objects.get().get_absolute_url()
    assert client.get(address).status_code == 200
    assert counts(bring(exports.post(status="private"))) == {"post": {"changed": 1}}
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ({}, "<p>One</p><p>The secret</p>"),
        ({"status": "draft"}, "<p>One</p>"),
        ({"status": "private"}, "<p>One</p>"),
        ({"status": "trash"}, "<p>One</p>"),
        ({"post_password": "x"}, "<p>One</p>"),
    ],
)
def test_a_reusable_block_that_was_not_public_says_nothing(bring, fields, body):
    secret = exports.post(post_id="70", post_type="wp_block", body="<p>The secret</p>", **fields)
    report = bring(secret, exports.post(body='<p>One</p><!-- wp:block {"ref":70} /-->'))
    assert Article.objects.get().body == body
    assert ("block left out", "block 70") in report.notes if fields else not report.notes


def test_what_an_import_remarks_waits_for_nobodys_answer(bring):
    bring(exports.post(status="private"))
    assert not notes.waiting_for(make_user("editor")).exists()


def test_a_comment_that_waited_there_waits_here(bring):
    bring(exports.post(exports.comment(approved="0"), exports.comment(id="6")))
    assert [comment.status for comment in Comment.objects.order_by("pk")] == ["pending", "visible"]
    assert Article.objects.get().comment_count == 1
