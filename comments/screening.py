"""What becomes of a comment that a reader sends.

An ordered list of small steps judges it; the first with an opinion decides. A new check is one
function here and one line in STEPS.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from comments import bans, closing, layout
from comments.models import Comment, Decision
from newsroom.press import limits

Status = Comment.Status

LINKS_ALLOWED = 2
MOST_A_MINUTE = 5  # new comments from one source

_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True)
class Arrival:
    """How a comment reached us."""

    trapped: bool = False  # the field that people do not see was filled in
    origin_known: bool = True


@dataclass(frozen=True)
class Verdict:
    """What a step of the screening decides, and why."""

    status: Status
    why: str


class Refused(Exception):
    """The story takes no comments; nothing was kept."""


class TooFast(Exception):
    """The source sent too many comments; nothing was kept, and in `seconds` it may send another."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


def receive(comment: Comment, arrival: Arrival = Arrival()) -> Comment:
    """Screen and keep what a reader sent, and return the one row that these words have here.

    Raises Refused or TooFast, and keeps nothing.
    """
    comment.sign_words()
    try:
        return _keep(comment, arrival)
    except IntegrityError:
        # The same words came before, or at this moment: the database let one of them in.
        known = Comment.objects.filter(digest=comment.digest).first()
        if known is None:
            raise
        return known


def closed_story(comment, arrival):
    if not closing.is_open(comment.article):
        raise Refused


def trap(comment, arrival):
    return (
        Verdict(Status.SPAM, "filled in the field that people do not see")
        if arrival.trapped
        else None
    )


def banned(comment, arrival):
    ban = bans.find(comment)
    return Verdict(Status.SPAM, f"blocked: {ban.value}") if ban else None


def many_links(comment, arrival):
    links = len(_LINK.findall(comment.body))
    return Verdict(Status.PENDING, f"{links} links") if links > LINKS_ALLOWED else None


def unknown_origin(comment, arrival):
    known = arrival.origin_known
    return (
        None if known else Verdict(Status.PENDING, "the browser did not say where it was written")
    )


def everyone(comment, arrival):
    return Verdict(Status.PENDING, "held until an editor approves")


STEPS: list[Callable[[Comment, Arrival], Verdict | None]] = [
    closed_story,
    trap,
    banned,
    many_links,
    unknown_origin,
    everyone,
]


@transaction.atomic
def _keep(comment, arrival):
    step, verdict = _judge(comment, arrival)
    comment.status = verdict.status
    comment.save(force_insert=True)
    _mind_the_speed(comment)
    Decision.objects.create(comment=comment, step=step, after=verdict.status, why=verdict.why)
    if comment.is_visible:
        layout.lay_out([comment.article_id])
        comment.refresh_from_db(fields=["page"])
    return comment


def _judge(comment, arrival):
    verdicts = ((step.__name__, step(comment, arrival)) for step in STEPS)
    return next((name, verdict) for name, verdict in verdicts if verdict)


def _mind_the_speed(comment):
    # Inside the transaction: the same words sent fifty times at once are kept and counted once. What is
    # refused takes its own count back, and finds the limit reached again until the minute is over.
    seconds = limits.hit("comment", comment.source or "", most=MOST_A_MINUTE, seconds=60)
    if seconds:
        raise TooFast(seconds)
