"""The files in `json/`."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet

from articles.models import Contributor, Document, Page, Picture, Section, Tag
from newsroom.moving.leaving import rows
from newsroom.moving.leaving.documents import comments, facts, paper, stories
from newsroom.moving.leaving.folder import Folder

Told = Callable[[Any], dict[str, Any]]


def write(folder: Folder, *, with_addresses: bool) -> dict[str, int]:
    """Write a file for each kind of thing and return how many things are in each."""
    with folder.text("json/paper.json") as file:
        file.write(f"{facts.line(paper.of())}\n")
    return {
        kind: _write(folder, kind, map(told, rows.each(things)))
        for kind, things, told in _kinds(with_addresses)
    }


def _kinds(with_addresses: bool) -> Iterator[tuple[str, QuerySet, Told]]:
    yield "sections", _with_former(Section.objects.all()), _renamed
    yield "topics", _with_former(Tag.objects.all()), _renamed
    yield "contributors", _with_former(Contributor.objects.all()), _renamed
    yield "pictures", Picture.objects.all(), facts.of
    yield "documents", Document.objects.all(), _placed
    yield "pages", Page.objects.all(), facts.of
    yield "stories", stories.rows(), stories.of
    yield "comments", comments.rows(), partial(comments.of, with_addresses=with_addresses)
    yield "fronts", paper.fronts(), paper.front
    yield "newsletters", paper.newsletters(), paper.newsletter
    yield "issues", paper.issues(), paper.issue


def _placed(place) -> dict[str, Any]:
    return facts.of(place) | {"address": place.get_absolute_url()}


def _with_former(places: QuerySet) -> QuerySet:
    return facts.with_names(places).prefetch_related("former_slugs")


def _renamed(place) -> dict[str, Any]:
    return _placed(place) | {"former_slugs": [former.slug for former in place.former_slugs.all()]}


def _write(folder: Folder, kind: str, things: Iterable[dict[str, Any]]) -> int:
    """Write one array, each thing of it on a line of its own."""
    count = 0
    with folder.text(f"json/{kind}.json") as file:
        file.write("[")
        for count, thing in enumerate(things, start=1):
            file.write(f"{',' if count > 1 else ''}\n{facts.line(thing)}")
        file.write("\n]\n")
    return count
