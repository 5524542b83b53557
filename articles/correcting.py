"""Putting a story right, taking it down: what editors do to a story that readers have."""

from collections.abc import Iterator

from django.db import models, transaction

from articles import changes, publishing, saves, versions
from articles.changes import Change
from articles.models import Article, Correction
from newsroom.press import turns

READ = {"headline", "deck", "body"}  # what is shown to readers of a change
MOST = 10  # notes on the page of what changed


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


def told(article: Article) -> list[tuple[Correction, list[Change]]]:
    """Return the notes that let readers see what changed, newest first, each with what did."""
    notes = article.corrections.filter(shows_change=True).select_related("version")
    newest = notes.order_by("-noted_at", "-pk")[:MOST]
    return [(note, list(_changes(article, note.version))) for note in newest]


def _changes(article, version: models.Model | None) -> Iterator[Change]:
    """Return what readers had before a version and after it; what they never had is not shown."""
    save = saves.one(article.history, version.pk) if version else None
    if save is None or save.before is None:
        return
    if all(_was_read(each, save.version) for each in (save.before, save.version)):
        yield from changes.between(save.before, save.version, only=READ)


def _was_read(version, until):
    since = version.published_at
    is_ready = version.status == Article.Status.READY
    return is_ready and since is not None and since <= until.history_date
