"""The versions of a story, newest first, and what kind of save each was."""

from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import changes
from articles.models import Article

SIZE = 25  # versions on one page
RESTORED = "restored "  # before the number of a version that was brought back

Status = Article.Status


@dataclass(frozen=True)
class Save:
    """One version, the one before it, and what was done."""

    version: models.Model
    before: models.Model | None

    @property
    def kinds(self) -> list[str]:
        """Say what this save did to the story beside its words; several things at once are possible."""
        return [*_moves(self.before, self.version), *_marks(self.before, self.version)]

    @property
    def changed(self) -> list[str]:
        """Return which fields changed; of the first version nothing is said."""
        return changes.names(self.before, self.version) if self.before else []


def page(versions: models.QuerySet, before: int | None = None, size: int = SIZE) -> list[Save]:
    """Return the newest saves, or those before a version; one more than `size` where there are older ones."""
    newest = versions.select_related("history_user").order_by("-history_id")
    if before is not None:
        newest = newest.filter(history_id__lt=before)
    found = [*newest[: size + 2]]
    pairs = zip(found, [*found[1:], None], strict=False)  # there may be none, and none before that
    return [Save(*pair) for pair in pairs][: size + 1]


def one(versions: models.QuerySet, number: int) -> Save | None:
    """Return one save of the story."""
    found = page(versions, before=number + 1, size=0)
    return found[0] if found and found[0].version.pk == number else None


def moment(version: models.Model) -> str:
    """Return when a version was saved, as the desk writes it."""
    return _written(version.history_date)


def _written(moment):
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _moves(old, new):
    """Say where the story went: begun, submitted, published, taken away."""
    if old is None and new.history_type == "+":
        yield _("begun")
    if new.history_type == "-":
        yield _("deleted")
    was = (old.status, old.published_at) if old else (Status.DRAFT, None)
    if was != (new.status, new.published_at):
        yield from _arrival(was[0], new)


def _arrival(left, new):
    if new.status == Status.READY and new.published_at:
        said = _("scheduled for %(moment)s"), _("published")
        yield said[new.published_at <= new.history_date] % {"moment": _written(new.published_at)}
    elif left != new.status:
        yield {
            Status.DRAFT: _("returned to draft"),
            Status.IN_REVIEW: _("submitted for review"),
            Status.WITHDRAWN: _("withdrawn"),
        }[new.status]


def _marks(old, new):
    """Say how the save was meant."""
    reason = new.history_change_reason or ""
    if reason.startswith(RESTORED):
        yield _("an older version restored")
    if old and len(_notes(new)) > len(_notes(old)):
        yield _("note to readers")
    if old and new.updated_at != old.updated_at and new.updated_at:
        yield _("substantive change")


def _notes(version):
    return (version.hung or {}).get("corrections", [])
