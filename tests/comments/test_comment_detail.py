"""The address that a comment keeps, wherever it stands."""

import pytest

from comments import moderation
from comments.models import Comment
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


def test_the_address_leads_to_the_place_on_whatever_page(client):
    article = make_article()
    comments = [make_comment(article) for _ in range(21)]
    story = article.get_absolute_url()

    assert [
        client.get(f"/comment/{one.pk}/")["Location"] for one in (comments[0], comments[20])
    ] == [
        f"{story}#comment-{comments[0].pk}",
        f"{story}comments/2/#comment-{comments[20].pk}",
    ]


def test_the_address_of_a_removed_comment_leads_to_its_line_while_it_has_answers(client):
    comment = make_comment()
    answer = make_comment(answers=comment)
    moderation.reject(comment, by=make_user())
    assert client.get(f"/comment/{comment.pk}/").status_code == 302

    moderation.reject(answer, by=make_user())
    assert client.get(f"/comment/{comment.pk}/").status_code == 404


@pytest.mark.parametrize("status", [s for s in Comment.Status if s != Comment.Status.VISIBLE])
def test_what_readers_do_not_see_has_no_address(client, status):
    assert client.get(f"/comment/{make_comment(status=status).pk}/").status_code == 404


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_comment_on_a_story_that_readers_do_not_have_has_no_address(client, status):
    comment = make_comment(make_article(status=status))

    assert client.get(f"/comment/{comment.pk}/").status_code == 404


@pytest.mark.parametrize("pk", ["0", "9" * 30])
def test_numbers_of_no_comment_are_not_found(client, pk):
    assert client.get(f"/comment/{pk}/").status_code == 404
    assert client.get(f"/comment/{pk}/reply/").status_code == 404
