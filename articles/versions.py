"""Two editors in one story: nobody overwrites what they have not seen."""

from django.db import models

from articles.models import Article
from newsroom.press import turns

# A story touches its neighbours, and its slug is nobody else's: two stories saved at once would meet.
TURN = "saving stories"


class Stale(Exception):
    """The story was saved after it had been opened; `version` is the newest of its history."""

    def __init__(self, version: models.Model):
        super().__init__(version)
        self.version = version


def newest(article: Article) -> int:
    """Return the number of the version that stands in the database, 0 for a story that is not there yet."""
    version = _newest(article) if article.pk else None
    return version.pk if version else 0


def refuse_stale(article: Article, seen: int) -> None:
    """Raise Stale unless `seen` is the newest version; nobody saves another before the transaction ends."""
    turns.take(TURN)
    version = _newest(article)
    if version and version.pk != seen:
        raise Stale(version)


def _newest(article):
    return article.history.select_related("history_user").order_by("-history_id").first()
