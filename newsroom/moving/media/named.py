"""Pictures and files that texts name and that no list of the archive has: some exports hold posts alone."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from newsroom.moving.media.doors import Doors
from newsroom.moving.media.sources import Missing
from newsroom.moving.reading.addresses import full_size
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.records import Attachment, Item, Record
from newsroom.moving.texts.addresses import is_file

ELSEWHERE = {"attachment", "nav_menu_item"}  # items that have no text of their own
LEFT = {"trash", "auto-draft"}
_TAG = re.compile(r"<(?:img|a|source|audio|video|embed)\b[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"\s(?:src|href)\s*=\s*[\"']([^\"'>]+)", re.IGNORECASE)
_ALT = re.compile(r"\salt\s*=\s*(?:\"([^\">]*)\"|'([^'>]*)')", re.IGNORECASE)


def of(records: Iterable[Record], index: Index, doors: Doors) -> Iterator[Attachment]:
    """Yield what the texts of an archive show or link to on the old site, and its list of files does not have.

    The address is that of the whole picture, `link` the one that the text names: a smaller one, perhaps.
    """
    for record in records:
        if isinstance(record, Item) and _is_read(record):
            for address, alt in _in_text(record.body):
                if not index.attachment_by_url(address) and _is_here(address, doors):
                    yield Attachment("", full_size(address), "", alt, "", "", "", "", address)


def _is_read(item: Item) -> bool:
    return item.kind not in ELSEWHERE and item.status not in LEFT


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    for tag in _TAG.finditer(text):
        found = _ADDRESS.search(tag[0])
        address = unescape(found[1]).strip() if found else ""
        if address and is_file(address):
            yield address.partition("?")[0].partition("#")[0], _alt(tag[0])


def _alt(tag: str) -> str:
    found = _ALT.search(tag)
    return unescape(found[1] or found[2] or "").strip() if found else ""


def _is_here(address: str, doors: Doors) -> bool:
    try:
        doors.check(doors.whole(address))
    except Missing:
        return False
    return True
