"""Which comments readers may see."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Article
from comments.models import Comment
from tests.make import make_article, make_comment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [s for s in Comment.Status if s != Comment.Status.VISIBLE])
def test_only_visible_comments_are_visible(status):
    article = make_article()
    seen = make_comment(article)
    make_comment(article, status=status)

    assert list(Comment.objects.visible()) == [seen]


@pytest.mark.parametrize("status", [s for s in Article.Status if s != Article.Status.READY])
def test_comments_of_a_story_that_is_not_published_are_not_visible(status):
    make_comment(make_article(status=status))

    assert list(Comment.objects.visible()) == []
    assert list(Comment.objects.shown()) == []


def test_comments_of_a_scheduled_story_are_not_visible_yet():
    make_comment(make_article(published_at=timezone.now() + datetime.timedelta(hours=1)))

    assert list(Comment.objects.visible()) == []
    assert list(Comment.objects.shown()) == []
