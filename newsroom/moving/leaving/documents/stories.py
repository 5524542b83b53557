"""A story in JSON, with all that hangs on it."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from articles.datelines import render as dateline
from articles.models import Article, Byline, Note, Pick
from newsroom.moving.leaving.documents import facts


def rows() -> QuerySet:
    """Return the stories and what hangs on them, in as many questions for a hundred as for one."""
    return facts.with_names(Article.objects.all()).prefetch_related(
        "also_in",
        "tags",
        "corrections",
        "old_slugs",
        Prefetch("bylines", Byline.objects.select_related("contributor")),
        Prefetch("picks", facts.with_names(Pick.objects.all())),
        Prefetch("notes", facts.with_names(Note.objects.all())),
    )


def of(story: Article) -> dict[str, Any]:
    """Return a story with its sections, topics, bylines, corrections, picks, old slugs and notes."""
    return facts.of(story) | {
        "address": story.get_absolute_url() if story.published_at else None,
        "dateline": dateline(story.dateline_place, story.dateline_agency, story.dateline_dash),
        "also_in": [section.slug for section in story.also_in.all()],
        "tags": [tag.slug for tag in story.tags.all()],
        "bylines": [_byline(line) for line in story.bylines.all()],
        "corrections": [facts.of(note, "article") for note in story.corrections.all()],
        "picks": [facts.name(pick.other) for pick in story.picks.all()],
        "old_slugs": [old.slug for old in story.old_slugs.all()],
        "notes": [facts.of(note, "article") for note in story.notes.all()],
    }


def _byline(line):
    return {"role": line.role, "contributor": line.contributor.slug}
