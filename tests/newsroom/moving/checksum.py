"""All rows and files that an import writes, without what no two imports share: keys and the moments of saving."""

import hashlib
import json
import re
from pathlib import Path

from django.db import models

from articles.models import (
    Article,
    Byline,
    Contributor,
    Day,
    Document,
    Month,
    Note,
    OldSlug,
    Page,
    Picture,
    Placement,
    Related,
    SearchEntry,
    Section,
    Tag,
)
from comments.models import Comment, Decision
from newsroom.models import Moved, OldAddress, Original

History = Article.history.model
ROWS = (
    *(Article, Byline, Contributor, Day, Month, Note, OldSlug, Page, Placement, Related),
    *(SearchEntry, Picture, Document, Section, Tag, Article.tags.through, Article.also_in.through),
    *(History, Comment, Decision, Moved, OldAddress, Original),
)
KINDS = {
    "post": Article,
    "page": Page,
    "category": Section,
    "tag": Tag,
    "author": Contributor,
    "comment": Comment,
    "picture": Picture,
    "file": Document,
}
# Where texts name a thing by its key.
NAMED = {
    Picture: re.compile(r"(?<=data-picture=\")[0-9]+|(?<=data-gallery=\")[0-9 ]+"),
    Document: re.compile(r"(?<=/files/)[0-9]+(?=/)"),
}
THEIRS = {"path", "old_id", "markup"}  # the keys in them are those of another site
MOMENTS = {"history_date", "at", "written_at", "changed_at", "created_at", "saved_at"}
# Drawn or summed up from the rest, keys among it.
DRAWN = {"html", "reply_html", "html_of", "hung", "place", "digest"}


def of_all_rows(*more) -> dict[str, str]:
    """Return a sum of the rows of each table, of more than usual where that is asked for."""
    ranks = {model: _ranks(model) for model in (*ROWS, *more)}
    return {model.__name__: _sum(_rows(model, ranks)) for model in ranks}


def of_files(data: Path) -> dict[str, str]:
    """Return a sum of each picture and file among the data of a site, by its path there."""
    return {
        str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("originals", "media")
        for path in (data / folder).rglob("*")
        if path.is_file()
    }


def _ranks(model):
    keys = model._default_manager.order_by("pk").values_list("pk", flat=True)
    return {key: rank for rank, key in enumerate(keys)}


def _rows(model, ranks):
    fields = [each for each in model._meta.concrete_fields if each.name not in MOMENTS | DRAWN]
    for row in model._default_manager.order_by("pk"):
        yield {each.name: _said(row, each, ranks) for each in fields}


def _said(row, field, ranks):
    value = getattr(row, field.attname)
    if isinstance(row, Placement | Day | Month) and field.primary_key:
        return None  # they are written in no order
    if field.primary_key and not field.remote_field:
        return ranks[type(row)][value] if not isinstance(value, str) else value
    if isinstance(field, models.ForeignKey) and field.related_model in ranks:
        return ranks[field.related_model].get(value)
    if isinstance(row, Placement) and field.name == "shelf":
        return value and value.replace(str(row.section_id), str(ranks[Section][row.section_id]), 1)
    if type(row) is History and field.name == "id":
        return ranks[Article][value]
    if isinstance(row, Moved | OldAddress) and field.name == "new_id":
        return ranks[KINDS[row.kind]][value] if row.kind in KINDS else None
    if isinstance(row, Moved) and field.name == "version":
        return ranks[History][value] if row.kind == "post" else value is not None
    if isinstance(row, Page) and field.name == "updated_at":
        return None
    if field.name in THEIRS:
        return str(value)
    return _text(str(value), ranks)


def _text(text, ranks):
    for model, keys in NAMED.items():
        text = keys.sub(lambda found: _ranked(found[0], ranks[model]), text)  # noqa: B023
    return text


def _ranked(keys, ranks):
    return " ".join(str(ranks[int(key)]) for key in keys.split())


def _sum(rows):
    said = sorted(json.dumps(row, sort_keys=True) for row in rows)
    return f"{len(said)}: {hashlib.sha256(repr(said).encode()).hexdigest()}"
