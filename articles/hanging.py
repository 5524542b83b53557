"""What hangs on a story when it is saved, and is kept with the version: sections, tags, bylines, picks, notes."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Byline, Correction

LISTS = {
    "also_in": _("also in"),
    "tags": _("tags"),
    "bylines": _("bylines"),
    "picks": _("picks for You May Also Like"),
    "corrections": _("notes to readers"),
}
NAMED = ("section", "lead_picture", "translation_of")  # what a story points at

Hung = dict[str, Any]


def keep(article: Article) -> None:
    """Write what hangs on the story to the version that was saved last; do it in the same transaction."""
    newest = article.history.order_by("-history_id").values("history_id")[:1]
    article.history.filter(history_id=newest).update(hung=of(article))


def keep_first(articles: list[Article]) -> None:
    """Write the first version of stories that were saved together, with what hangs on them (all of it fetched)."""
    history = Article.history.model
    kept = [field.attname for field in history.tracked_fields]
    history.objects.bulk_create(
        history(
            history_date=timezone.now(),
            history_type="+",
            hung=_fetched(article),
            **{name: getattr(article, name) for name in kept},
        )
        for article in articles
    )


def _fetched(article: Article) -> Hung:
    """Return what `of` returns, of a new story whose lists are fetched."""
    bylines = [
        [line.contributor_id, line.contributor.name, line.role] for line in article.bylines.all()
    ]
    named = {"also_in": article.also_in.all(), "tags": article.tags.all()}
    return {
        **{
            kind: sorted(([it.pk, it.name] for it in its), key=_by_name)
            for kind, its in named.items()
        },
        "bylines": bylines,
        "picks": [],
        "corrections": [],
        "names": _names(article),
    }


def of(article: Article) -> Hung:
    """Return the keys of what hangs on a story, each with the name that it has today."""
    bylines = article.bylines.order_by("position", "pk").values_list(
        "contributor_id", "contributor__name", "role"
    )
    notes = article.corrections.order_by("noted_at", "pk")
    return {
        "also_in": _rows(article.also_in.order_by("name", "pk").values_list("pk", "name")),
        "tags": _rows(article.tags.order_by("name", "pk").values_list("pk", "name")),
        "bylines": _rows(bylines),
        "picks": _rows(article.picks.values_list("other_id", "other__headline")),
        "corrections": [
            [note.pk, note.kind, note.text, note.noted_at.isoformat()] for note in notes
        ],
        "names": _names(article),
    }


def _names(article):
    return {name: str(one) for name in NAMED if (one := getattr(article, name))}


def _by_name(row):
    return row[1], row[0]


def name(version: models.Model, field: str) -> str:
    """Return what the thing was called that a version points at."""
    key = getattr(version, f"{field}_id")
    names = (version.hung or {}).get("names", {})
    return "" if key is None else names.get(field, f"№ {key}")


def lines(version: models.Model, kind: str) -> list[str] | None:
    """Return in words what hung on a version; None where that was not kept."""
    if version.hung is None:
        return None
    return [_SAID[kind](*row) for row in version.hung.get(kind, [])]


def _rows(values):
    return [list(row) for row in values]


def _said_byline(key, name, role):
    return f"{name} ({Byline.Role(role).label})"


def _said_note(key, kind, text, noted_at):
    moment = timezone.localtime(parse_datetime(noted_at))
    return f"{Correction.Kind(kind).label}, {date_format(moment, 'DATETIME_FORMAT')}: {text}"


def _said(key, name):
    return name


_SAID: dict[str, Callable[..., str]] = {
    "also_in": _said,
    "tags": _said,
    "bylines": _said_byline,
    "picks": _said,
    "corrections": _said_note,
}
