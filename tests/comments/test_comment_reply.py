"""The page on which a reader answers another reader."""

import pytest

from comments.models import Comment
from tests.make import make_article, make_comment

pytestmark = pytest.mark.django_db


def test_the_page_shows_what_is_answered_and_the_form(client):
    comment = make_comment(name="Beth", body="What I said")
    answer = client.get(f"/comment/{comment.pk}/reply/")
    page = answer.content.decode()

    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert "What I said" in page
    assert "Replying to <bdi>Beth</bdi>." in page
    assert f'<a href="/comment/{comment.pk}/">Cancel</a>' in page
    assert f'<input type="hidden" name="parent" value="{comment.pk}">' in page
    assert f'action="{comment.article.get_absolute_url()}comments/#respond"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_thread_leads_to_the_page(client):
    comment = make_comment()
    story = client.get(comment.article.get_absolute_url()).content.decode()

    assert f'<a href="/comment/{comment.pk}/reply/" rel="nofollow">' in story


@pytest.mark.parametrize("status", [s for s in Comment.Status if s != Comment.Status.VISIBLE])
def test_what_readers_do_not_see_cannot_be_answered(client, status):
    assert client.get(f"/comment/{make_comment(status=status).pk}/reply/").status_code == 404


def test_a_comment_on_a_withdrawn_story_cannot_be_answered(client):
    comment = make_comment(make_article(status="withdrawn"))

    assert client.get(f"/comment/{comment.pk}/reply/").status_code == 404


def test_a_closed_story_says_so_instead(client):
    comment = make_comment(make_article(comments_open=False))
    page = client.get(f"/comment/{comment.pk}/reply/").content.decode()

    assert "Comments are closed." in page
    assert "<textarea" not in page
