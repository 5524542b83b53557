"""Comments that were written elsewhere."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from comments import arriving, bans
from comments.models import Comment
from newsroom.press.models import Edition
from tests.make import make_article, make_comment

pytestmark = pytest.mark.django_db
MARK = '<span class="staff">'


def test_comments_keep_the_time_and_status_they_bring():
    article = make_article()
    long_ago = timezone.now() - datetime.timedelta(days=3000)
    first = Comment(
        article=article, name="Ani", body="First!", status="visible", created_at=long_ago
    )
    answer = Comment(article=article, name="Beth", body="Second!", status="rejected")
    answer.stand_under(first)
    edition = Edition.objects.get().number
    arriving.bring(first, answer)

    rows = list(article.comments.order_by("pk").values_list("name", "status", "page", "thread"))
    assert rows == [("Ani", "visible", 1, None), ("Beth", "rejected", None, first.pk)]
    assert Comment.objects.get(name="Ani").created_at == long_ago
    assert list(answer.decisions.values_list("step", "after")) == [("bring", "rejected")]
    assert Edition.objects.get().number == edition + 1


def test_a_comment_that_breaks_a_limit_keeps_all_of_them_out():
    article = make_article()
    good = Comment(article=article, name="Ani", body="Short enough")
    long = Comment(article=article, name="B" * 81, body="The name is too long")
    with pytest.raises(ValidationError) as refusal:
        arriving.bring(good, long)

    assert list(refusal.value.message_dict) == ["name"]
    assert Comment.objects.count() == 0


def test_an_answer_speaks_for_the_paper_when_somebody_vouches_for_it(client):
    comment = make_comment(name="The Lake", email="lake@example.org")
    address = comment.article.get_absolute_url()
    assert MARK not in client.get(address).text
    arriving.let_speak(comment)
    assert client.get(address).text.count(MARK) == 1
    assert not Comment.objects.of_writer("lake@example.org").exists()
    assert bans.offered(Comment.objects.get()) == {}


def test_other_words_speak_for_nobody_but_their_writer(client):
    comment = make_comment(name="The Lake")
    arriving.let_speak(comment)
    comment.refresh_from_db()
    comment.body = "Buy gold."
    arriving.bring_again(comment)
    page = client.get(comment.article.get_absolute_url()).text
    assert (page.count("Buy gold."), page.count(MARK)) == (1, 0)
