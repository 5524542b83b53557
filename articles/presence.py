"""Who has a story or another form open: told to everybody else who has it open."""

import datetime

from django.db import models, transaction
from django.utils import timezone

from articles.models import Article, Presence

# Until the page says that it is still there, which without a script it never does.
SILENT = datetime.timedelta(minutes=30)
BEAT = datetime.timedelta(seconds=75)  # a window in the background speaks once a minute


def arrive(user, token: str, row: models.Model) -> None:
    """Note that somebody opened the form of a story, or of anything else."""
    _stay(user, token, row, SILENT)


def stay(user, token: str, row: models.Model) -> None:
    """Note that the form is still open."""
    _stay(user, token, row, BEAT)


def leave(user, token: str) -> None:
    """Note that the form was closed."""
    Presence.objects.filter(user=user, token=token).delete()


def others(row: models.Model, user, token: str) -> list[Presence]:
    """Return who else has it open, the first to come first; the same user in another window too."""
    here = Presence.objects.filter(**_where(row), until__gt=timezone.now())
    here = here.exclude(user=user, token=token).select_related("user")
    return list(here.order_by("since", "pk"))


def forget_gone() -> None:
    """Delete the rows of those who are no longer there."""
    Presence.objects.filter(until__lt=timezone.now()).delete()


def _where(row):
    """Return by what a row of ours says what is open."""
    if isinstance(row, Article):
        return {"article": row}
    return {"place": f"{row._meta.label_lower} {row.pk}"}


@transaction.atomic
def _stay(user, token, row, how_long):
    now = timezone.now()
    new = {"until": now + how_long, "article": None, "place": ""} | _where(row)
    start = new | {"since": now}
    Presence.objects.update_or_create(user=user, token=token, defaults=new, create_defaults=start)
