"""What becomes of a comment that a reader sends.

An ordered list of small steps judges it; the first with an opinion decides. A new check is one
function in `steps` and one line in STEPS.
"""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from comments import layout
from comments.models import Comment, Decision
from comments.screening import steps
from comments.screening.verdicts import Arrival, Refused, TooFast, Verdict
from newsroom.press import limits

__all__ = ["STEPS", "Arrival", "Refused", "TooFast", "Verdict", "receive"]

MOST_A_MINUTE = 5  # new comments from one source

STEPS: list[Callable[[Comment, Arrival], Verdict | None]] = [
    steps.closed_story,
    steps.trap,
    steps.repeated,
    steps.banned,
    steps.blocked_word,
    steps.many_links,
    steps.reported,
    steps.colleague,
    steps.unknown_origin,
    steps.trusted,
    steps.everyone,
    steps.first_comment,
    steps.clear,
]


def receive(comment: Comment, arrival: Arrival | None = None) -> Comment:
    """Screen and keep what a reader sent, and return the one row that these words have here.

    Raises Refused or TooFast, and keeps nothing.
    """
    comment.sign_words()
    try:
        return _keep(comment, arrival or Arrival())
    except IntegrityError:
        # The same words came before, or at this moment: the database let one of them in.
        known = Comment.objects.filter(digest=comment.digest).first()
        if known is None:
            raise
        return known


@transaction.atomic
def _keep(comment, arrival):
    step, verdict = _judge(comment, arrival)
    comment.status = verdict.status
    comment.save(force_insert=True)
    _mind_the_speed(comment)
    Decision.objects.create(comment=comment, step=step, after=verdict.status, why=verdict.found)
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
