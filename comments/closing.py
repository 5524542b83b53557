"""When a story takes comments, and when it stops by itself."""

import datetime

from articles import answering
from articles.models import Article
from newsroom.press import moment


def is_open(article: Article) -> bool:
    """Say whether readers may answer this story now."""
    return article.is_published and not is_closed(article)


def is_closed(article: Article) -> bool:
    """Say whether the story takes no comments any more: closed by hand, or because its days are over."""
    if not article.comments_open:
        return True
    end = closes_at(article)
    return end is not None and end <= moment.now()


def closes_at(article: Article) -> datetime.datetime | None:
    """Return the moment from which the story takes no comments by itself; None where it goes on taking them."""
    days = _days(article)
    return article.published_at + days * answering.DAY if days and article.published_at else None


def _days(article):
    if not hasattr(article, "answered_for"):  # it was loaded otherwise than for its page
        story = answering.with_days(Article.objects.filter(pk=article.pk))
        article.answered_for = story.values_list("answered_for", flat=True).first()
    return article.answered_for
