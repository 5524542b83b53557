"""Write a reader's comment of the old site down as it will stand here."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from newsroom.moving import longest
from newsroom.moving.bringing.objections import WAITING
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
    comments: Iterable[Comment], zone: datetime.tzinfo, otherwise: datetime.datetime
) -> list[Answer]:
    """Return these comments as answers, answered ones before their answers.

    A comment whose own time is unknown is dated `otherwise`.
    """
    accepted = {comment.old_id: comment for comment in comments}
    ordered = sorted(accepted.values(), key=lambda c: (_depth(c, accepted), int(c.old_id)))
    return [_answer(comment, accepted, zone, otherwise) for comment in ordered]


def notes(answer: Answer, comment: Comment) -> Counter[tuple[str, str]]:
    """Return what is to be said of a comment that lost what it answered."""
    is_orphan = comment.parent.strip("0") and not answer.parent
    return Counter({(ALONE, f"comment {comment.old_id}"): 1} if is_orphan else {})


def _answer(comment, accepted, zone, otherwise) -> Answer:
    return Answer(
        old_id=comment.old_id,
        parent=comment.parent if _depth(comment, accepted) else "",
        name=words.line(comment.author, longest.READER) or ANONYMOUS,
        email=_valid(validate_email, comment.email, longest.EMAIL),
        website=_valid(URLValidator(schemes=["http", "https"]), comment.url, longest.WEBSITE),
        body=words.answer(comment.body),
        created_at=dates.moment(comment.date_gmt, comment.date, zone) or otherwise,
        is_waiting=comment.approved in WAITING,
        ours=comment.ours,
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


def _valid(validate, text: str, most: int) -> str:
    try:
        validate(text)
    except ValidationError:
        return ""
    return text if len(text) <= most else ""
