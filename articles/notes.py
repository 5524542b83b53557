"""Notes between those who write a story and those who publish it."""

import datetime

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from articles import permissions
from articles.models import Article, Note

SHOWN = 20  # of a story, the newest first
WAITS = datetime.timedelta(days=30)  # for an answer; then nobody is reminded any more


def write(article: Article, by, text: str) -> Note | None:
    """Leave a note on a story; nothing is kept of an empty one."""
    text = text.strip()
    return Note.objects.create(article=article, by=by, text=text) if text else None


def on(article: Article) -> list[Note]:
    """Return the newest notes on a story, the newest first."""
    return list(article.notes.select_related("by")[:SHOWN])


def waiting_for(user) -> QuerySet[Note]:
    """Return the notes, newest first, that `user` may answer: the last word on a story, by somebody else.

    A note waits until the story is saved, or a month. Editors answer on any story, reporters on their own; what
    nobody of us wrote, as an import does, needs no answer.
    """
    newer = Note.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
    last = Note.objects.filter(~Exists(newer), written_at__gte=F("article__saved_at"))
    last = last.filter(by__isnull=False)
    last = last.filter(written_at__gte=timezone.now() - WAITS).exclude(by=user)
    if not permissions.may_publish(user):
        last = last.filter(article__in=permissions.own(user, Article.objects.all()))
    return last.select_related("article", "by").order_by("-written_at", "-pk")
