"""Lasting pages."""

import json
from collections.abc import Iterator

from articles.models import Page
from newsroom.moving.leaving import numbers, rows
from newsroom.moving.leaving.markup import bodies, pictures
from newsroom.moving.leaving.wxr import items
from newsroom.moving.leaving.wxr.apart import Apart
from newsroom.moving.leaving.wxr.elements import Meta, meta


def pages() -> Iterator[Iterator[str]]:
    """Yield every page."""
    apart = Apart()
    for some in rows.some(Page.objects.all()):
        shown = pictures.of(page.body for page in some)
        around = _around(some)
        for page in some:
            yield _pieces(page, apart.tell(_item(page, shown, around)))


def _around(pages: list[Page]) -> dict[str, int]:
    """Return the keys of the pages below which these stand, by their paths."""
    paths = {page.path.rpartition("/")[0] for page in pages}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))


def _pieces(page, item):
    yield from items.opening(item)
    yield from meta("post", _facts(page))


def _item(page: Page, shown: pictures.Shown, around: dict[str, int]) -> items.Item:
    outer, _, slug = page.path.rpartition("/")
    parent = around.get(outer)
    return items.Item(
        number=numbers.of_post(Page, page.pk),
        kind="page",
        title=page.title,
        slug=slug,
        status="publish" if page.is_public else "draft",
        link=page.get_absolute_url(),
        body=bodies.for_wordpress(page.body, shown),
        begun=page.updated_at,
        published=page.updated_at if page.is_public else None,
        modified=page.updated_at,
        parent=numbers.of_post(Page, parent) if parent else 0,
    )


def _facts(page: Page) -> Iterator[Meta]:
    yield "newsroom_path", page.path
    yield "newsroom_title", page.title
    yield "newsroom_language", page.language
    for card in bodies.titles(page.body):
        yield "newsroom_card", json.dumps(card, ensure_ascii=False)
