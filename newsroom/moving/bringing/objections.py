"""Why a record of the old site is not brought along, in one short sentence each."""

import re

from newsroom.moving import longest
from newsroom.moving.ours import answers as ours
from newsroom.moving.reading import contents
from newsroom.moving.reading.records import Comment, Item
from newsroom.moving.texts import words

NO_ID = "it has no id"
BROUGHT = frozenset({"post", "page", "attachment", "guest-author"})
KINDS = {
    "": "the file does not say what it is",
    "nav_menu_item": "the menus of the old site are not brought along",
    "revision": "it is an older version of something",
    "wp_block": "it comes along in the texts that show it",
}
STATUSES = {
    "auto-draft": "it was begun and never saved",
    "inherit": "it is an older version of something",
    "trash": "it was in the trash",
}
ANSWERS = {
    "pingback": "it is a pingback of another site, not a reader's comment",
    "trackback": "it is a trackback of another site, not a reader's comment",
}
APPROVED = frozenset({"1", "approve"})
WAITING = frozenset({"0", "hold"})
APPROVALS = {
    "spam": "it was marked as spam",
    "trash": "it was in the trash",
    "post-trashed": "it was in the trash",
}


def to_item(item: Item) -> str:
    """Say why an item is not brought along, or nothing where it is."""
    if item.kind not in BROUGHT:
        return KINDS.get(item.kind, f"it is no post but a “{item.kind}” of the old site's plugins")
    if item.kind != "attachment" and item.status in STATUSES:
        return STATUSES[item.status]
    return "" if is_number(item.old_id) else NO_ID


def to_comment(comment: Comment) -> str:
    """Say why a comment is not brought along, or nothing where it is."""
    if comment.kind not in ("", "comment"):
        return ANSWERS.get(comment.kind, f"it is a “{comment.kind}”, not a reader's comment")
    is_kept = ours.is_kept(comment.ours)
    if comment.approved not in APPROVED | WAITING and not is_kept:
        return APPROVALS.get(comment.approved, f"its state was “{comment.approved}”")
    if not is_number(comment.old_id):
        return NO_ID
    if ours.is_erased(comment.ours):
        return ""
    return _to_length(words.answer(comment.body))


def is_number(old_id: str) -> bool:
    """Say whether this is an id as WordPress gives them."""
    return re.fullmatch(r"[0-9]{1,19}", contents.bare(old_id)) is not None


def _to_length(text: str) -> str:
    if not text:
        return "it has no words"
    if len(text) > longest.ANSWER:
        return f"it is longer than {longest.ANSWER:,} characters"
    return ""
