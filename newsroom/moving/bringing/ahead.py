"""New stories of one transaction are saved together, before their turn in the report comes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from newsroom.models import Original
from newsroom.moving.became import IMPORTED
from newsroom.moving.bringing import objections, stories
from newsroom.moving.bringing.asking import Asking
from newsroom.moving.bringing.naming import named
from newsroom.moving.bringing.saving import Archive, Fate
from newsroom.moving.bringing.storydoor import Stories
from newsroom.moving.reading.records import Item, Record

KIND = "post"


class Brought(NamedTuple):
    """What became of a post, and what is to be said about it."""

    fate: Fate
    notes: Counter[tuple[str, str]]


def bring(
    records: Iterable[Record], archive: Archive, door: Stories, asking: Asking
) -> Mapping[str, Brought]:
    """Bring the posts among these records that are new, and return what became of each by its id there.

    Posts of which the file says more than WordPress can come one by one, when it is their turn.
    """
    posts: dict[str, Item] = {}
    for record in records:
        if isinstance(record, Item) and record.kind == KIND and not objections.to_item(record):
            posts.setdefault(record.old_id, record)
    posts = {old_id: item for old_id, item in posts.items() if not item.ours}
    known = archive.identities.of(KIND, posts)
    new = {old_id: _story(item, asking) for old_id, item in posts.items() if old_id not in known}
    if not new:
        return {}
    made = door.make_all([story for story, _ in new.values()])
    moved = [
        archive.identities.new(KIND, old_id, key, story.becomes, version)
        for (old_id, (story, _)), (key, version) in zip(new.items(), made, strict=True)
    ]
    archive.remember(moved)
    Original.objects.bulk_create(
        Original(moved=row, markup=story.markup)
        for row, (story, _) in zip(moved, new.values(), strict=True)
        if story.markup
    )
    return {
        old_id: Brought(Fate(IMPORTED, key=key), notes)
        for (old_id, (_, notes)), (key, _) in zip(new.items(), made, strict=True)
    }


def _story(item: Item, asking: Asking):
    with named(item):
        return stories.of(item, asking)
