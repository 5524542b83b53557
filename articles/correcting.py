"""Putting a story right, taking it down: what editors do to a story that readers have."""

from django.db import transaction

from articles import publishing, versions
from articles.models import Article, Correction
from newsroom.press import turns


class NotPublic(Exception):
    """Readers do not have the story, so it cannot be taken from them."""


def note(article: Article, *, kind: str, text: str, shows_change: bool = False) -> Correction:
    """Tell readers what was put right; call it while the story is saved, so that note and version go together."""
    return article.corrections.create(kind=kind, text=text, shows_change=shows_change)


@transaction.atomic
def take_down(article: Article, reason: str, *, by) -> Article:
    """Take a story from readers, whoever has it open; NotPublic where they do not have it any more."""
    turns.take(versions.TURN)
    article = Article.objects.get(pk=article.pk)
    if not Article.objects.published().filter(pk=article.pk).exists():
        raise NotPublic(article)
    article.withdraw(reason)
    return publishing.save(article, by=by)
