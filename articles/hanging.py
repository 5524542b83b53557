"""What hangs on a story when it is saved, and is kept with the version: sections, tags, bylines, picks, notes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles import reading
from articles.models import Article, Byline, Correction, Pick, Section, Tag
from newsroom.press.prepared import Prepared

LISTS = {
    "also_in": _("also in"),
    "tags": _("tags"),
    "bylines": _("bylines"),
    "picks": _("picks for You May Also Like"),
    "corrections": _("notes to readers"),
}
NAMED = ("section", "lead_picture", "translation_of")  # what a story points at
Version = Article.history.model
_BY_NAME = Section.objects.order_by("name", "pk")

Hung = dict[str, Any]


def fetch(articles: list[Article]) -> None:
    """Ask for what hangs on many stories, once for all of them."""
    sections = models.Prefetch("also_in", _BY_NAME)
    models.prefetch_related_objects(
        articles, sections, "tags", "bylines__contributor", "picks__other", "corrections"
    )


@contextmanager
def fetched(article: Article) -> Iterator[None]:
    """Let what hangs on a story be asked for once in here, and anew before and after: others may change it."""
    article._prefetched_objects_cache = {}
    reading.fill(article, **{kind: ask(article.pk) for kind, ask in _ASK.items()})
    yield
    article._prefetched_objects_cache = {}


def keep(article: Article) -> None:
    """Write what hangs on the story to the version that was saved last; do it in the same transaction."""
    versions = Version.objects.filter(id=article.pk)
    newest = versions.order_by("-history_id").values("history_id")[:1]
    versions.filter(history_id=newest).update(hung=of(article))


def keep_first(articles: list[Article]) -> None:
    """Write the first version of stories that were saved together, with what hangs on them (all of it fetched)."""
    kept = [field.attname for field in Version.tracked_fields]
    Version.objects.bulk_create(
        Version(
            history_date=timezone.now(),
            history_type="+",
            hung=of(article),
            **{name: getattr(article, name) for name in kept},
        )
        for article in articles
    )


def of(article: Article) -> Hung:
    """Return the keys of what hangs on a story, each with the name that it has today; best with all of it fetched."""
    return {
        "also_in": _named(article.also_in.all()),
        "tags": _named(article.tags.all()),
        "bylines": [
            [by.contributor_id, by.contributor.name, by.role] for by in article.bylines.all()
        ],
        "picks": [[pick.other_id, pick.other.headline] for pick in article.picks.all()],
        "corrections": [
            [note.pk, note.kind, note.text, note.noted_at.isoformat()]
            for note in article.corrections.all()
        ],
        "names": _names(article),
    }


def _named(rows):
    return [[row.pk, row.name] for row in rows]


def _names(article):
    return {name: str(one) for name in NAMED if (one := getattr(article, name))}


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


def _said_byline(key, name, role):
    return f"{name} ({Byline.Role(role).label})"


def _said_note(key, kind, text, noted_at):
    moment = timezone.localtime(parse_datetime(noted_at))
    return f"{Correction.Kind(kind).label}, {date_format(moment, 'DATETIME_FORMAT')}: {text}"


def _said(key, name):
    return name


def _ask_sections(pk):
    listed = Article.also_in.through.objects.filter(article=pk)
    listed = listed.order_by("section__name", "section")
    return listed.select_related("section__parent__parent__parent")


_sections = Prepared(_ask_sections, int)
_ASK: dict[str, Callable[[int], list]] = {
    "also_in": lambda pk: [listed.section for listed in _sections(pk)],
    "tags": Prepared(lambda pk: Tag.objects.filter(articles=pk), int),
    "bylines": Prepared(
        lambda pk: Byline.objects.filter(article=pk).select_related("contributor"), int
    ),
    "picks": Prepared(lambda pk: Pick.objects.filter(article=pk).select_related("other"), int),
    "corrections": Prepared(lambda pk: Correction.objects.filter(article=pk), int),
}
_SAID: dict[str, Callable[..., str]] = {
    "also_in": _said,
    "tags": _said,
    "bylines": _said_byline,
    "picks": _said,
    "corrections": _said_note,
}
