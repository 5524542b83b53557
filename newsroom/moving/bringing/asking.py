"""What has to be asked while a record is written down: the archive's own index, and what came along before."""

import datetime
from collections.abc import Container
from dataclasses import dataclass

from newsroom.moving.reading import contents
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.records import Category, Item
from newsroom.moving.texts import bodies
from newsroom.moving.texts.media import NOTHING, Blocks, Media


@dataclass(frozen=True)
class Asking:
    """The index of an archive, the zone of its clock, and the pictures that are here by now."""

    index: Index
    zone: datetime.tzinfo
    media: Media = NOTHING
    shortcodes: Container[str] = ()  # the names that the archive gives away

    @property
    def blocks(self) -> Blocks:
        return _Blocks(self.index)

    def body(self, item: Item) -> bodies.Body:
        """Return what the body of an item becomes, with what WordPress keeps beside it."""
        attached = (
            self.index.attached(contents.bare(item.old_id)) if "[gallery" in item.body else ()
        )
        return bodies.convert(
            item.body,
            self.media,
            self.blocks,
            attached=attached,
            footnotes=item.first("footnotes"),
            names=self.shortcodes,
            as_written=bool(item.ours),
        )

    def category_by_id(self, old_id: str) -> Category | None:
        """Return the category that has this id on the old site."""
        return self.index.category_by_id(old_id) if old_id else None


@dataclass(frozen=True)
class _Blocks:
    index: Index

    def markup(self, old_id: str) -> str | None:
        return self.index.block(old_id)
