"""Who has a story open: told to everybody else who has it open."""

import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Presence

# Until the page says that it is still there, which without a script it never does.
SILENT = datetime.timedelta(minutes=30)
BEAT = datetime.timedelta(seconds=75)  # a window in the background speaks once a minute


def arrive(user, token: str, article: Article) -> None:
    """Note that somebody opened the form of a story."""
    _stay(user, token, article, SILENT)


def stay(user, token: str, article: Article) -> None:
    """Note that the form is still open."""
    _stay(user, token, article, BEAT)


def leave(user, token: str) -> None:
    """Note that the form was closed."""
    Presence.objects.filter(user=user, token=token).delete()


def others(article: Article, user, token: str) -> list[Presence]:
    """Return who else has the story open, the first to come first; the same user in another window too."""
    here = Presence.objects.filter(article=article, until__gt=timezone.now())
    here = here.exclude(user=user, token=token).select_related("user")
    return list(here.order_by("since", "pk"))


def forget_gone() -> None:
    """Delete the rows of those who are no longer there."""
    Presence.objects.filter(until__lt=timezone.now()).delete()


@transaction.atomic
def _stay(user, token, article, how_long):
    now = timezone.now()
    new = {"until": now + how_long, "article": article}
    start = new | {"since": now}
    Presence.objects.update_or_create(user=user, token=token, defaults=new, create_defaults=start)
