"""What keeps items apart: WordPress takes two of a kind for one where title and second are the same."""

import datetime
from dataclasses import replace
from unicodedata import normalize

from newsroom.moving.leaving.wxr.elements import locally
from newsroom.moving.leaving.wxr.items import Item

SECOND = datetime.timedelta(seconds=1)


class Apart:
    """The items of one kind that an export has told so far."""

    def __init__(self):
        self._told: set[int] = set()

    def tell(self, item: Item) -> Item:
        """Return the item, some seconds later where another of its title has its own."""
        at = item.published or item.begun
        if at is None:
            return item
        title = _letters(item.title)
        while (known := hash((title, locally(at)))) in self._told:
            at += SECOND
        self._told.add(known)
        return replace(item, published=at) if item.published else replace(item, begun=at)


def _letters(title: str) -> str:
    """Return what databases compare of a title, or less: not whether letters are large or have accents."""
    return "".join(filter(str.isalnum, normalize("NFKD", title.casefold())))
