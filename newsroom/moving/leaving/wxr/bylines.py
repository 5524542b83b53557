"""Bylines as the guest authors of Co-Authors Plus, which say more of somebody than WordPress's own list."""

from collections.abc import Iterator

from articles.models import Contributor, Picture
from newsroom.moving.leaving import numbers, rows
from newsroom.moving.leaving.markup import pictures
from newsroom.moving.leaving.wxr import items
from newsroom.moving.leaving.wxr.elements import Meta, label, meta


def bylines() -> Iterator[Iterator[str]]:
    """Yield everybody who stands in bylines."""
    for contributor in rows.each(Contributor.objects.select_related("picture")):
        yield _pieces(contributor)


def _pieces(contributor):
    yield from items.opening(_item(contributor))
    yield label("author", f"cap-{contributor.slug}", contributor.name)
    yield from meta("post", _facts(contributor))


def _item(contributor: Contributor) -> items.Item:
    return items.Item(
        number=numbers.of_post(Contributor, contributor.pk),
        kind="guest-author",
        title=contributor.name,
        slug=f"cap-{contributor.slug}",
        status="publish",
        link=contributor.get_absolute_url(),
    )


def _facts(contributor: Contributor) -> Iterator[Meta]:
    yield "cap-user_login", contributor.slug
    yield "cap-display_name", contributor.name
    yield "cap-description", contributor.bio
    yield "newsroom_role", contributor.role
    yield "newsroom_language", contributor.language
    picture = contributor.picture
    if picture and pictures.may_leave(picture):
        yield "_thumbnail_id", str(numbers.of_post(Picture, picture.pk))
        yield "newsroom_picture", str(numbers.of_post(Picture, picture.pk))
