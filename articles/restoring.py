"""Bringing back what a story was, as a version of its own."""

from dataclasses import dataclass, field

from django.db import models, transaction

from articles import changes, publishing, saves, versions
from articles.changes import Change
from articles.hanging import LISTS
from articles.models import Article, Byline, Contributor, Picture, Section, Tag
from newsroom.press import turns

# What is brought back. Whether and when readers have the story, its address and its notes to readers stay:
# an old version is no reason to publish, to hide, to move, or to take back what readers were told.
TEXTS = (
    *("headline", "deck", "dateline_place", "dateline_agency", "dateline_dash", "body", "summary"),
    *("source_name", "source_url", "lead_caption", "language", "search_title"),
    "search_description",
)
POINTED_AT: dict[str, type[models.Model]] = {
    "section": Section,
    "lead_picture": Picture,
    "translation_of": Article,
}
HUNG: dict[str, type[models.Model]] = {
    "also_in": Section,
    "tags": Tag,
    "bylines": Contributor,
    "picks": Article,
}
BROUGHT = {*TEXTS, *POINTED_AT, *HUNG}


@dataclass(frozen=True)
class Plan:
    """What restoring a version would do: what changes, what is gone for good, what was never kept."""

    changes: list[Change]
    gone: list[str] = field(default_factory=list)
    lists_were_kept: bool = True


def plan(article: Article, version: models.Model) -> Plan:
    """Return what restoring a version would do to the story as it stands."""
    now = article.history.order_by("-history_id").first()
    different = changes.between(now, version, only=BROUGHT) if now else []
    return Plan(different, [*_gone(version)], version.hung is not None)


@transaction.atomic
def restore(
    article: Article, version: models.Model, *, by, seen: int, substantive: bool = False
) -> Article:
    """Save the story with what an old version of it held; what no longer exists is left out.

    `seen` is the newest version that the one who restores had before them; where there is a newer one
    `versions.Stale` is raised and nothing is done.
    """
    turns.take(versions.TURN)
    article = Article.objects.get(pk=article.pk)
    for name in TEXTS:
        setattr(article, name, getattr(version, name))
    for name, model in POINTED_AT.items():
        key = getattr(version, f"{name}_id")
        setattr(article, name, model._default_manager.filter(pk=key).first())
    return publishing.save(
        article,
        by=by,
        seen=seen,
        substantive=substantive,
        reason=f"{saves.RESTORED}{version.pk}",
        relate=lambda: _hang(article, version),
    )


def _hang(article, version):
    if version.hung is None:
        return
    left = {kind: _left(version, kind) for kind in HUNG}
    article.also_in.set(key for key, *_ in left["also_in"])
    article.tags.set(key for key, *_ in left["tags"])
    article.bylines.all().delete()
    article.picks.all().delete()
    for position, (key, _, role) in enumerate(left["bylines"]):
        Byline(article=article, contributor_id=key, role=role, position=position).save()
    for position, (key, *_) in enumerate(left["picks"]):
        article.picks.create(other_id=key, position=position)


def _left(version, kind):
    """Return the rows of what hung on a version and still exists."""
    rows = version.hung.get(kind, [])
    known = HUNG[kind]._default_manager.filter(pk__in=[key for key, *_ in rows])
    here = set(known.values_list("pk", flat=True))
    return [row for row in rows if row[0] in here]


def _gone(version):
    """Name what the version held and no longer exists."""
    names = (version.hung or {}).get("names", {})
    for name, model in POINTED_AT.items():
        key = getattr(version, f"{name}_id")
        if key and not model._default_manager.filter(pk=key).exists():
            label = Article._meta.get_field(name).verbose_name
            yield f"{label}: {names.get(name, f'№ {key}')}"
    for kind in HUNG if version.hung else ():
        left = _left(version, kind)
        lost = [row[1] for row in version.hung.get(kind, []) if row not in left]
        yield from (f"{LISTS[kind]}: {name}" for name in lost)
