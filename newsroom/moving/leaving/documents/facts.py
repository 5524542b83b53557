"""The fields of a row in words: what they point at stands there by its name, not by a number."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Field, ForeignKey, Model, QuerySet

# By what each thing is known in the whole export.
NAMED_BY = {
    "article": "slug",
    "section": "slug",
    "tag": "slug",
    "contributor": "slug",
    "newsletter": "slug",
    "issue": "slug",
    "page": "path",
    "picture": "original",
    "user": "username",
}
# Made from the rest, or kept for the machine alone.
MADE = frozenset(
    "rendered_body teaser word_count comment_count html reply_html html_of digest words_digest page "
    "stem widths whole avif version act is_listed listed_at masthead".split()
)
HEAVY = ("body", "rendered_body", "teaser", "summary")  # of a story that is only named


def of(row: Model, *without: str) -> dict[str, Any]:
    """Return the fields of a row that people filled in."""
    return {field.name: _value(row, field) for field in _said(type(row), without)}


def with_names(rows: QuerySet, *without: str) -> QuerySet:
    """Fetch what the fields of these rows point at along with them."""
    pointing = [field for field in _said(rows.model, without) if isinstance(field, ForeignKey)]
    pointing = [field for field in pointing if field.related_model._meta.model_name in NAMED_BY]
    if not pointing:
        return rows
    stories = [
        field.name for field in pointing if field.related_model._meta.model_name == "article"
    ]
    heavy = [f"{name}__{field}" for name in stories for field in HEAVY]
    return rows.select_related(*(field.name for field in pointing)).defer(*heavy)


def name(thing: Model | None) -> str | None:
    """Return by what a thing is known in the export."""
    if thing is None:
        return None
    return str(getattr(thing, NAMED_BY[str(thing._meta.model_name)]))


def line(facts: dict[str, Any]) -> str:
    """Return facts on one line of JSON, in the letters of their language."""
    return json.dumps(facts, ensure_ascii=False, default=_written)


def _said(model, without) -> Iterator[Field]:
    for field in model._meta.concrete_fields:
        if field.name not in MADE and field.name not in without:
            yield field


def _value(row, field):
    if not isinstance(field, ForeignKey):
        return getattr(row, field.attname)
    if field.related_model._meta.model_name not in NAMED_BY:
        return getattr(row, field.attname)
    return name(getattr(row, field.name))


def _written(value):
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value)  # a file by its name
