"""Write a reader's comment of the old site down as it will stand here."""

import datetime
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from newsroom.moving import longest
from newsroom.moving.bringing.objections import WAITING
from newsroom.moving.reading import contents
from newsroom.moving.reading.records import Comment, Meta
from newsroom.moving.texts import dates, words

ANONYMOUS = "Anonymous"
ALONE = "stands alone, since what it answered is not there"


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
    is_waiting: bool
    ours: Meta = ()

    @property
    def becomes(self) -> tuple:
        """Return all that counts when two of them are compared."""
        said = self.parent, self.name, self.email, self.website, self.body, self.is_waiting
        return (*said, self.ours) if self.ours else said


def of(
    comments: Iterable[Comment],
    zone: datetime.tzinfo,
    otherwise: datetime.datetime,
    repeated: Container[str] = (),
) -> list[Answer]:
    """Return these comments as answers, answered ones before their answers.

    They may answer each other and those `repeated` here that came with another item. A comment whose own time is
    unknown is dated `otherwise`.
    """
    accepted = {comment.old_id: comment for comment in comments}
    depths = depths_of(accepted)
    ordered = sorted(accepted.values(), key=lambda c: (depths[c.old_id], *_number(c)))
    found = []
    for comment in ordered:
        has_parent = depths[comment.old_id] > 0 or comment.parent in repeated
        found.append(_answer(comment, comment.parent if has_parent else "", zone, otherwise))
    return found


def depths_of(comments: Mapping[str, Comment]) -> dict[str, int]:
    """Count the comments above each of these; a circle has no first one, and what hangs on it stands alone."""
    depths: dict[str, int] = {}
    circling = set()
    for first in comments:
        way, here = [], first
        while here in comments and here not in depths:
            depths[here] = 0
            way.append(here)
            here = comments[here].parent
        if here in circling or here in way:
            circling.update(way)
            continue
        above = depths.get(here, -1)
        depths |= {each: above + step for step, each in enumerate(reversed(way), start=1)}
    return depths


def notes(answer: Answer, comment: Comment) -> Counter[tuple[str, str]]:
    """Return what is to be said of a comment that lost what it answered."""
    is_orphan = comment.parent.strip("0") and not answer.parent
    return Counter({(ALONE, f"comment {contents.bare(comment.old_id)}"): 1} if is_orphan else {})


def _number(comment):
    return int(contents.bare(comment.old_id)), comment.old_id


def _answer(comment, parent, zone, otherwise) -> Answer:
    return Answer(
        old_id=comment.old_id,
        parent=parent,
        name=words.line(comment.author, longest.READER) or ANONYMOUS,
        email=_valid(validate_email, comment.email, longest.EMAIL),
        website=_valid(URLValidator(schemes=["http", "https"]), comment.url, longest.WEBSITE),
        body=words.answer(comment.body),
        created_at=dates.moment(comment.date_gmt, comment.date, zone) or otherwise,
        is_waiting=comment.approved in WAITING,
        ours=comment.ours,
    )


def _valid(validate, text: str, most: int) -> str:
    try:
        validate(text)
    except ValidationError:
        return ""
    return text if len(text) <= most else ""
