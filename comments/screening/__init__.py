"""What becomes of a comment that a reader sends.

An ordered list of small steps judges it; the first with an opinion decides. A new check is one
function in `steps` and one line in STEPS.
"""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from comments import layout, notices
from comments.addresses import one_spelling
from comments.models import Comment, Decision
from comments.screening import steps
from comments.screening.verdicts import Arrival, Refused, TooFast, Verdict
from newsroom.press import limits, turns

__all__ = ["STEPS", "Arrival", "Refused", "TooFast", "Verdict", "receive"]

# New comments from one source, and from one address wherever it is typed.
A_SOURCE = {"most": 5, "seconds": 60}
OF_ADDRESS = "comment address"
AN_ADDRESS = {"most": 20, "seconds": 3600}

STEPS: list[Callable[[Comment, Arrival], Verdict | None]] = [
    steps.closed_story,
    steps.trap,
    steps.repeated,
    steps.banned,
    steps.blocked_word,
    steps.many_links,
    steps.reported,
    steps.colleague,
    steps.mark_of_staff,
    steps.name_of_paper,
    steps.unknown_origin,
    steps.trusted,
    steps.foreign_opinion,
    steps.everyone,
    steps.first_comment,
    steps.clear,
]


def receive(comment: Comment, arrival: Arrival | None = None) -> Comment:
    """Screen and keep what a reader sent, and return the one row that these words have here.

    Raises Refused or TooFast, and keeps nothing.
    """
    comment.sign_words()
    known = _known(comment)
    if known:
        return known
    _wait_for_turn(comment)
    # Not in a transaction: a step may ask another machine, and nobody else waits for its answer.
    step, verdict = judge(comment, arrival or Arrival())
    try:
        return _keep(comment, step, verdict)
    except IntegrityError:
        # The same words came at this moment: the database let one of them in.
        known = _known(comment)
        if known is None:
            raise
        return known


def _known(comment):
    return Comment.objects.filter(digest=comment.digest).first()


def judge(comment: Comment, arrival: Arrival) -> tuple[str, Verdict]:
    """Return which step has an opinion about the comment, and which; raises Refused.

    Not for a transaction: a step may ask another machine.
    """
    verdicts = ((step.__name__, step(comment, arrival)) for step in STEPS)
    return next((name, verdict) for name, verdict in verdicts if verdict)


def once_more(comment: Comment, step: str, verdict: Verdict) -> tuple[str, Verdict]:
    """Return the verdict, or what `repeated` says by now of words that readers would see.

    The same words from another address may have been judged in the same moment: nobody else keeps them before our
    transaction ends. Call it first in that.
    """
    if verdict.status != Comment.Status.VISIBLE:
        return step, verdict
    turns.take(f"comment {comment.words_digest}")
    repeated = steps.repeated(comment, Arrival())
    return (steps.repeated.__name__, repeated) if repeated else (step, verdict)


@transaction.atomic
def _keep(comment, step, verdict):
    step, verdict = once_more(comment, step, verdict)
    comment.status = verdict.status
    comment.save(force_insert=True)
    _mind_the_speed(comment)
    Decision.objects.create(comment=comment, step=step, after=verdict.status, why=verdict.found)
    notices.ask(comment)
    if comment.is_visible:
        layout.lay_out([comment.article_id])
        notices.send([comment])
        comment.refresh_from_db(fields=["page"])
    return comment


def _wait_for_turn(comment):
    _refuse_too_fast(comment, limits.seconds_left)


def _mind_the_speed(comment):
    # Inside the transaction: the same words sent fifty times at once are kept and counted once. What is
    # refused takes its own count back, and finds the limit reached again until the span is over.
    _refuse_too_fast(comment, limits.hit)


def _refuse_too_fast(comment, count):
    seconds = max(
        count("comment", comment.source or "", **A_SOURCE),
        count(OF_ADDRESS, one_spelling(comment.email), **AN_ADDRESS),
    )
    if seconds:
        raise TooFast(seconds)
