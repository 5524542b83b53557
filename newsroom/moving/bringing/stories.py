"""Judge an item of the old site and write it down as the story and the answers it becomes here."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from articles.datelines import Dateline
from newsroom.moving import longest
from newsroom.moving.reading.records import Comment, Item, Label
from newsroom.moving.texts import bodies, dates, words
from newsroom.moving.texts.media import NOTHING, Media

UNTITLED = "Untitled"
ANONYMOUS = "Anonymous"

KINDS = {
    "": "the file does not say what it is",
    "page": "pages are not brought along, only posts",
    "nav_menu_item": "the menus of the old site are not brought along",
}
STATUSES = {
    "": "the file does not say whether it was published",
    "draft": "it was a draft",
    "auto-draft": "it was a draft",
    "pending": "it was waiting for review",
    "future": "it was scheduled and not out yet",
    "private": "it was private",
    "trash": "it was in the trash",
}
ANSWERS = {
    "pingback": "it is a pingback of another site, not a reader's comment",
    "trackback": "it is a trackback of another site, not a reader's comment",
}
APPROVALS = {
    "0": "it was never approved",
    "hold": "it was never approved",
    "spam": "it was marked as spam",
    "trash": "it was in the trash",
    "post-trashed": "it was in the trash",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A reader's comment as it will stand here; `parent` is the id of the one it answers, if any."""

    old_id: str
    parent: str
    name: str
    email: str
    website: str
    body: str
    created_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Story:
    """A post as it will stand here."""

    old_id: str
    headline: str
    slug: str
    dateline: Dateline | None
    body: str
    summary: str
    published_at: datetime.datetime
    comments_open: bool
    sections: tuple[Label, ...]
    tags: tuple[Label, ...]
    writers: tuple[tuple[str, str], ...]  # login, name or ""
    notes: Counter[tuple[str, str]]


def objection(item: Item) -> str:
    """Say why an item is not brought along, or nothing where it is."""
    if item.kind != "post":
        return KINDS.get(item.kind, f"it is no post but a “{item.kind}” of the old site's plugins")
    if item.status != "publish":
        return STATUSES.get(item.status, f"its status was “{item.status}”")
    if item.password:
        return "it was protected by a password"
    return "" if _is_number(item.old_id) else "it has no id"


def objection_to_answer(comment: Comment) -> str:
    """Say why a comment is not brought along, or nothing where it is."""
    if comment.kind not in ("", "comment"):
        return ANSWERS.get(comment.kind, f"it is a “{comment.kind}”, not a reader's comment")
    if comment.approved not in ("1", "approve"):
        return APPROVALS.get(comment.approved, f"its state was “{comment.approved}”")
    if not _is_number(comment.old_id):
        return "it has no id"
    return _objection_to_length(words.answer(comment.body))


def story(item: Item, zone: datetime.tzinfo, media: Media = NOTHING) -> Story | None:
    """Return the story that a post becomes, or None when the file does not say when it came out."""
    published_at = dates.moment(item.date_gmt, item.date, zone, item.pub_date)
    if not published_at:
        return None
    body, notes = bodies.convert(item.body, media)
    headline = words.line(item.title, longest.HEADLINE) or words.opening(body) or UNTITLED
    dateline, body = bodies.split_dateline(body)
    return Story(
        old_id=item.old_id,
        headline=headline,
        slug=words.slug(item.slug),
        dateline=dateline,
        body=body,
        summary=words.answer(item.excerpt),
        published_at=published_at,
        comments_open=item.comment_status == "open",
        sections=_labels(item, "category"),
        tags=_labels(item, "post_tag", "tag"),
        writers=_writers(item),
        notes=notes,
    )


def answers(
    comments: Iterable[Comment], zone: datetime.tzinfo, otherwise: datetime.datetime
) -> list[Answer]:
    """Return the comments that readers saw, answered ones before their answers.

    A comment whose own time is unknown is dated `otherwise`.
    """
    accepted = {c.old_id: c for c in comments if not objection_to_answer(c)}
    ordered = sorted(accepted.values(), key=lambda c: (_depth(c, accepted), int(c.old_id)))
    return [_answer(comment, accepted, zone, otherwise) for comment in ordered]


def _answer(comment, accepted, zone, otherwise) -> Answer:
    return Answer(
        old_id=comment.old_id,
        parent=comment.parent if _depth(comment, accepted) else "",
        name=words.line(comment.author, longest.READER) or ANONYMOUS,
        email=_valid(validate_email, comment.email, longest.EMAIL),
        website=_valid(URLValidator(schemes=["http", "https"]), comment.url, longest.WEBSITE),
        body=words.answer(comment.body),
        created_at=dates.moment(comment.date_gmt, comment.date, zone) or otherwise,
    )


def _depth(comment: Comment, accepted: dict[str, Comment]) -> int:
    """Count the accepted comments above this one; a circle has no first comment and stands alone."""
    above: set[str] = set()
    while comment.parent in accepted:
        comment = accepted[comment.parent]
        if comment.old_id in above:
            return 0
        above.add(comment.old_id)
    return len(above)


def _labels(item: Item, *domains: str) -> tuple[Label, ...]:
    found = (label for label in item.labels if label.domain in domains)
    return tuple({label.slug or label.name: label for label in found}.values())


def _writers(item: Item) -> tuple[tuple[str, str], ...]:
    # Co-Authors Plus names several writers, often twice, as labels of its own.
    several = _labels(item, "author")
    if several:
        return tuple((label.slug.removeprefix("cap-"), label.name) for label in several)
    # Hand-edited exports leave a bracket of the tag before the name.
    login = item.creator.strip("<> ")
    return ((login, ""),) if login else ()


def _objection_to_length(text: str) -> str:
    if not text:
        return "it has no words"
    if len(text) > longest.ANSWER:
        return f"it is longer than {longest.ANSWER:,} characters"
    return ""


def _valid(validate, text: str, most: int) -> str:
    try:
        validate(text)
    except ValidationError:
        return ""
    return text if len(text) <= most else ""


def _is_number(old_id: str) -> bool:
    return re.fullmatch(r"[0-9]{1,19}", old_id) is not None
