"""Pictures and documents as attachments, each named as its file is in the folder `media/` of the export."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from articles.models import Document, Picture
from newsroom.moving.leaving import numbers, rows
from newsroom.moving.leaving.markup import pictures
from newsroom.moving.leaving.wxr import items
from newsroom.moving.leaving.wxr.apart import Apart
from newsroom.moving.leaving.wxr.elements import Meta, exactly, meta
from newsroom.press import links


def attachments() -> Iterator[Iterator[str]]:
    """Yield every picture that we may still show, and every document."""
    apart = Apart()
    for picture in rows.each(Picture.objects.all()):
        if pictures.may_leave(picture):
            yield _pieces(apart.tell(_item(picture)), _facts(picture))
    for document in rows.each(Document.objects.all()):
        facts = [("_wp_attached_file", str(document.file))]
        yield _pieces(apart.tell(_file(document)), facts)


def _pieces(item: items.Item, facts: Iterable[Meta]) -> Iterator[str]:
    yield from items.opening(item)
    yield from meta("post", facts)


def _file(document: Document) -> items.Item:
    return items.Item(
        number=numbers.of_post(Document, document.pk),
        kind="attachment",
        title=document.title,
        slug=PurePosixPath(document.name).stem,
        status="inherit",
        published=document.created_at,
        modified=document.created_at,
        attachment_url=links.absolute(document.get_absolute_url()),
    )


def _item(picture: Picture) -> items.Item:
    name = PurePosixPath(str(picture.original)).stem
    return items.Item(
        number=numbers.of_post(Picture, picture.pk),
        kind="attachment",
        title=name,
        slug=name,
        status="inherit",
        excerpt=picture.caption,
        published=picture.created_at,
        modified=picture.created_at,
        attachment_url=pictures.address(picture),
    )


def _facts(picture: Picture) -> Iterator[Meta]:
    yield "_wp_attached_file", str(picture.original)
    yield "_wp_attachment_image_alt", picture.alt
    yield "_media_credit", picture.credit
    yield "newsroom_rights", picture.rights
    yield "newsroom_rights_until", exactly(picture.rights_until)
    if (picture.focal_x, picture.focal_y) != (50, 50):
        yield "newsroom_focal", f"{picture.focal_x} {picture.focal_y}"
