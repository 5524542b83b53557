"""A reply that is not taken: what is wrong with it, where it comes from, what it answers."""

import datetime

import pytest
from django.utils import timezone

from comments.models import Comment
from tests.comments.answering import REPLY, text
from tests.make import make_article, make_comment

pytestmark = pytest.mark.django_db


Status = Comment.Status


def test_a_sixth_reply_in_a_minute_comes_back_with_its_text(client, post, time_machine):
    time_machine.move_to("2026-03-01T12:00:20Z", tick=False)
    article = make_article()
    for number in range(5):
        post(article, body=f"Number {number}")
    answer = post(article, body="Number five")

    assert (answer.status_code, answer["Retry-After"]) == (429, "40")
    assert "Number five</textarea>" in text(answer)
    assert "Wait 40 seconds and post again." in text(answer)
    assert Comment.objects.count() == 5
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_story_that_closed_keeps_nothing_and_gives_the_text_back(post):
    answer = post(make_article(comments_open=False))

    assert answer.status_code == 422
    assert "Comments are closed." in text(answer)
    assert "Well said.</textarea>" in text(answer)
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_a_story_that_readers_do_not_have_takes_no_reply(post, status):
    assert post(make_article(status=status)).status_code == 404
    assert Comment.objects.count() == 0


def test_a_scheduled_story_takes_no_reply(post):
    soon = timezone.now() + datetime.timedelta(hours=1)

    assert post(make_article(published_at=soon)).status_code == 404
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("parent", ["0", "-1", "x", "1e3", "9" * 30, "<b>"])
def test_an_answer_to_nothing_is_refused(post, parent):
    answer = post(make_article(), parent=parent)

    assert answer.status_code == 422
    assert "The comment that you answer is no longer here." in text(answer)
    assert 'name="parent"' not in text(answer)
    assert Comment.objects.count() == 0


def test_an_answer_across_stories_is_refused(post):
    elsewhere = make_comment()

    assert post(make_article(), parent=elsewhere.pk).status_code == 422
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("status", [Status.PENDING, Status.REJECTED, Status.SPAM])
def test_an_answer_to_what_readers_do_not_see_is_refused(post, status):
    hidden = make_comment(status=status)

    assert post(hidden.article, parent=hidden.pk).status_code == 422
    assert Comment.objects.count() == 1


def test_a_post_from_another_site_is_refused(post):
    answer = post(make_article(), headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert "Well said." in text(answer)
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "status"), [("a%00b", 400), ("%ED%B3%BF", 422), ("x" * 2_700_000, 413)]
)
def test_a_body_that_is_no_text_is_refused(client, body, status):
    answer = client.post(
        f"{make_article().get_absolute_url()}comments/",
        f"name=Ani&email=ani@example.org&body={body}",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == status
    assert Comment.objects.count() == 0


def test_lone_surrogates_in_a_strange_encoding_are_refused(client):
    address = f"{make_article().get_absolute_url()}comments/"
    part = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    fields = REPLY | {"body": r"\ud800"}
    body = "".join(part.format(*field) for field in fields.items()) + "--x--\r\n"
    strange = "multipart/form-data; boundary=x; charset=unicode_escape"
    answer = client.post(address, body.encode(), content_type=strange)

    assert answer.status_code == 400
    assert Comment.objects.count() == 0


def test_a_hundred_thousand_fields_are_refused(client):
    fields = "&".join(f"f{number}=1" for number in range(100_000))
    answer = client.post(
        f"{make_article().get_absolute_url()}comments/",
        fields,
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 413
    assert Comment.objects.count() == 0


def test_a_refused_post_is_kept_by_no_cache_and_no_search(client):
    address = f"{make_article().get_absolute_url()}comments/"
    answer = client.post(address, {"body": "Well said."}, headers={"Sec-Fetch-Site": "cross-site"})
    told = (answer.status_code, answer["Cache-Control"], answer.get("X-Robots-Tag"))
    assert told == (403, "private, no-store", "noindex")
