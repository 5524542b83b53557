"""What later readings of an export look up from its first one, kept on disk so that memory stays flat."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import unquote

from newsroom.moving.reading import addresses, contents, pictures
from newsroom.moving.reading.contents import Content
from newsroom.moving.reading.records import (
    Attachment,
    Author,
    Category,
    GuestAuthor,
    Item,
    Record,
    Site,
    bare_slug,
)

Kept = TypeVar("Kept", Attachment, Category, GuestAuthor)
CACHE = 4096  # KiB of memory; the rest is on disk
PAGE = 200  # rows read at once
TABLES = """
CREATE TABLE kept (kind TEXT, key TEXT, value TEXT);
CREATE UNIQUE INDEX kept_once ON kept (kind, key);
CREATE TABLE contents (
    place INTEGER PRIMARY KEY, kind TEXT, old_id TEXT, words TEXT, address TEXT, body TEXT,
    UNIQUE (kind, old_id, words)
);
CREATE TABLE ids (list TEXT, kind TEXT, old_id TEXT, PRIMARY KEY (list, kind, old_id)) WITHOUT ROWID;
"""


class Index:
    """Attachments, blocks, categories and authors of an export by the names that its items use."""

    def __init__(self):
        # A nameless database is a temporary file that vanishes with the process, however it ends.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(f"PRAGMA cache_size = -{CACHE}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.executescript(TABLES)
        self._database.execute("BEGIN")
        self._home = ""

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Give the space on disk back."""
        self._database.close()

    # Filling it ---------------------------------------------------------------------------------

    def add(self, record: Record):
        """Keep what will be looked up of a record; of two with the same name the first is kept."""
        match record:
            case Site():
                self._home = self._home or record.base_blog_url or record.link
            case Author():
                self._keep("author", record.login, record)
                self._keep("author nicename", _nicename(record.login), record)
            case Category():
                self._keep("category", _slug(record.slug) or record.name, record)
                self._keep("category id", record.old_id, record)
            case Item():
                self._add_item(record)

    def _add_item(self, item: Item):
        if item.status == "trash":
            self._put("thrown away", item.old_id, item.first("_wp_trash_meta_status").strip())
        if item.kind == "attachment":
            self._add_attachment(item)
        elif item.kind == "wp_block":
            # WordPress itself shows readers no other.
            if item.status == "publish" and not item.password:
                self._put("block", item.old_id, item.body)
        elif item.kind == "page":
            self._put("page", item.old_id, json.dumps([item.slug, item.parent]))
        elif item.kind == "guest-author":
            guest = item.guest_author
            bare = bare_slug(guest.login)
            for name in {guest.slug, bare, _nicename(guest.login), guest.linked_account}:
                self._keep("guest", _slug(name), guest)

    def _add_attachment(self, item: Item):
        attachment = replace(item.attachment, spares=pictures.spares(item))
        content, found = contents.of_item(item), self.contents(item.kind, item.old_id)
        if found and found[0].words != content.words:
            attachment = replace(attachment, old_id=contents.of_file(item.old_id, content))
        self._keep("attachment", attachment.old_id, attachment)
        address = addresses.same(attachment.url, self._home)
        self._put("address", address, attachment.old_id)
        self._put("unscaled", addresses.unscaled(address), attachment.old_id)
        self._put(f"attached {attachment.parent}", attachment.old_id, address)
        for name in pictures.other_files(item):
            self._put("other", addresses.beside(address, name), attachment.old_id)

    def _keep(self, kind: str, key: str, record: Author | Category | Attachment | GuestAuthor):
        self._put(kind, key, json.dumps([getattr(record, name) for name in record.__slots__]))

    def _put(self, kind: str, key: str, value: str):
        if key:
            row = kind, key, value
            self._database.execute("INSERT OR IGNORE INTO kept VALUES (?, ?, ?)", row)

    def tell_apart(self, kind: str, old_id: str, content: Content):
        """Keep what a record of this id says; the same a second time is the same record."""
        question = "INSERT OR IGNORE INTO contents (kind, old_id, words, address, body) VALUES (?, ?, ?, ?, ?)"
        self._database.execute(question, (kind, old_id, *content))

    def hold(self, kind: str, old_id: str) -> bool:
        """Remember that the export has this id, and say whether it is the first time."""
        return self._list("held", kind, old_id)

    def _list(self, name: str, kind: str, old_id: str) -> bool:
        row = name, kind, old_id
        return (
            self._database.execute("INSERT OR IGNORE INTO ids VALUES (?, ?, ?)", row).rowcount > 0
        )

    # Asking it ----------------------------------------------------------------------------------

    def attachment(self, old_id: str) -> Attachment | None:
        """Return the picture or file with this id."""
        found = self._get("attachment", old_id)
        return _kept(Attachment, found) if found else None

    def attachment_by_url(self, url: str) -> Attachment | None:
        """Return the picture or file at this address, or the one of which it is another size."""
        address = addresses.same(url, self._home)
        for name in dict.fromkeys([address, addresses.full_size(address)]):
            found = (
                self._get("address", name)
                or self._get("other", name)
                or self._get("unscaled", addresses.unscaled(name))
            )
            if found:
                return self.attachment(found)
        return None

    def attachments(self) -> Iterator[Attachment]:
        """Yield all pictures and files in the order of the export, a few in memory at a time."""
        last = 0
        while rows := self._after("attachment", last):
            yield from (_kept(Attachment, value) for _, value in rows)
            last = rows[-1][0]

    def attached(self, old_id: str) -> list[str]:
        """Return the ids of the pictures and files that hang on an item, in the order of the export."""
        question = "SELECT key FROM kept WHERE kind = ? ORDER BY rowid"
        rows = self._database.execute(question, (f"attached {old_id}",))
        return [key for (key,) in rows]

    def block(self, old_id: str) -> str | None:
        """Return the markup of a reusable block."""
        return self._get("block", old_id)

    def page(self, old_id: str) -> tuple[str, str] | None:
        """Return the slug of a page and the id of the page around it."""
        found = self._get("page", old_id)
        return tuple(json.loads(found)) if found else None

    def was_read_until_thrown_away(self, old_id: str) -> bool | None:
        """Say whether readers had an item before it went into the trash; None for one that is not there."""
        status = self._get("thrown away", old_id)
        return None if status is None else status == "publish"

    def category(self, slug: str) -> Category | None:
        """Return the category of this slug, percent-encoded or not."""
        found = self._get("category", _slug(slug))
        return _kept(Category, found) if found else None

    def category_by_id(self, old_id: str) -> Category | None:
        """Return the category with this term id, which is how Yoast names the first of an item."""
        found = self._get("category id", old_id)
        return _kept(Category, found) if found else None

    def author(self, login: str) -> Author | None:
        """Return who has this login, or this login as WordPress writes it in addresses."""
        found = self._get("author", login) or self._get("author nicename", _nicename(login))
        return Author(*json.loads(found)) if found else None

    def guest_author(self, slug: str) -> GuestAuthor | None:
        """Return the guest author of Co-Authors Plus with this slug, with or without its `cap-`."""
        found = self._get("guest", _slug(bare_slug(slug)))
        return _kept(GuestAuthor, found) if found else None

    def contents(self, kind: str, old_id: str) -> list[Content]:
        """Return the different things that records of one id say, in the order of the export."""
        question = (
            "SELECT words, address, body FROM contents WHERE kind = ? AND old_id = ? ORDER BY place"
        )
        return [Content(*row) for row in self._database.execute(question, (kind, old_id))]

    def holds(self, kind: str, old_id: str) -> bool:
        """Say whether the export has an item of this kind, or a comment, with this id."""
        question = "SELECT 1 FROM ids WHERE list = 'held' AND kind = ? AND old_id = ?"
        return self._database.execute(question, (kind, old_id)).fetchone() is not None

    def seen(self, kind: str, old_id: str) -> bool:
        """Say whether this was asked about the same id before, and remember that it was."""
        return not self._list("seen", kind, old_id)

    def _get(self, kind: str, key: str) -> str | None:
        question = "SELECT value FROM kept WHERE kind = ? AND key = ?"
        row = self._database.execute(question, (kind, key)).fetchone()
        return row[0] if row else None

    def _after(self, kind: str, last: int) -> list[tuple[int, str]]:
        question = (
            "SELECT rowid, value FROM kept WHERE +kind = ? AND rowid > ? ORDER BY rowid LIMIT ?"
        )
        return self._database.execute(question, (kind, last, PAGE)).fetchall()


def _kept(kind: type[Kept], value: str) -> Kept:
    """Return a record as it was kept; JSON knows no tuples."""
    return kind(*map(_frozen, json.loads(value)))


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _slug(text: str) -> str:
    return unquote(text).strip()


def _nicename(login: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in login.lower()).split())
