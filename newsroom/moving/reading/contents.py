"""What tells two records apart to which an archive gives one id, and the ids that they have then."""

import hashlib
from typing import NamedTuple

from newsroom.moving.reading.records import Comment, Item

MARK, VERSION = "~", "v"


class Content(NamedTuple):
    """The sums of what a record says, of what names it for ever, and of its body alone."""

    words: str
    address: str
    body: str


def of_item(item: Item) -> Content:
    """Return what an item says, without what an old site counts beside it."""
    said = (item.title, item.slug, item.status, item.date, item.password)
    words = _sum(*said, item.body, item.excerpt, item.attachment_url)
    return Content(words, _sum(item.guid or (item.link, item.slug)), of_markup(item.body))


def of_comment(comment: Comment) -> Content:
    """Return what a comment says; nothing else names it."""
    words = _sum(comment.author, comment.email, comment.date, comment.date_gmt, comment.body)
    return Content(words, words, of_markup(comment.body))


def of_markup(markup: str) -> str:
    """Return the sum of a body."""
    return _sum(markup)


def of_file(old_id: str, content: Content) -> str:
    """Return the id of its own that a picture or a file has: where it lies, it is known here by its address."""
    return f"{old_id}{MARK}{content.words}"


def marked(old_id: str, content: Content, among: list[Content]) -> str:
    """Return the id of its own that a record has among those with its id; a version if they share an address.

    It is made of what the record is, so that any run over any order of the files finds it again.
    """
    is_version = [each.address for each in among].count(content.address) > 1
    mark = VERSION + content.words if is_version else content.address
    return f"{old_id}{MARK}{mark}"


def bare(old_id: str) -> str:
    """Return the id that the old site gave."""
    return old_id.partition(MARK)[0]


def is_marked(old_id: str) -> bool:
    """Say whether this is an id of its own of a record that shares the old site's with another."""
    return MARK in old_id


def is_version(old_id: str) -> bool:
    """Say whether this is the id of another version of something in the archive."""
    return MARK + VERSION in old_id


def _sum(*said) -> str:
    return hashlib.blake2b(repr(said).encode("utf-8", "replace"), digest_size=8).hexdigest()
