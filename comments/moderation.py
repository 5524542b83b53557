"""What an editor does with comments: the one door through which a status changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import transaction

from comments import layout
from comments.models import Ban, Comment, Decision
from newsroom.models import User

Status = Comment.Status


@dataclass
class Act:
    """What was done with one press: the comments that changed, the senders that are blocked no more, and what
    colleagues had decided before it came.
    """

    key: UUID = field(default_factory=uuid4)
    changed: list[Comment] = field(default_factory=list)
    overtaken: list[Decision] = field(default_factory=list)
    lifted: list[Ban] = field(default_factory=list)


def approve(comment: Comment, *, by: User, why: str = "") -> Comment:
    """Let readers see the comment; approving it again changes nothing."""
    return _decide_one(comment, Status.VISIBLE, by, why)


def reject(comment: Comment, *, by: User, why: str = "") -> Comment:
    """Keep the comment from readers; rejecting it again changes nothing."""
    return _decide_one(comment, Status.REJECTED, by, why)


def decide(
    comments: Iterable[Comment],
    status: Status,
    *,
    by: User,
    why: str = "",
    seen: Mapping[int, int] | None = None,
) -> Act:
    """Give the comments a status and record each decision.

    `seen` says by key which decision about each comment was the newest when the editor looked (0 for none):
    where another has come since, that one stands.
    """
    act = Act()
    wanted = dict.fromkeys(comments, status)
    _settle(act, wanted, seen or {}, Decision(user=by, why=why, act=act.key))
    return act


@transaction.atomic
def undo(key: UUID, *, by: User) -> Act:
    """Take back what was done with one press; where somebody decided since, that stands.

    An answer of the paper that came with the press goes into the trash.
    """
    act = Act(lifted=list(Ban.objects.filter(act=key)))
    Ban.objects.filter(pk__in=[ban.pk for ban in act.lifted]).delete()
    taken_back = list(Decision.objects.filter(act=key).select_related("comment"))
    wanted = {decision.comment: Status(decision.before or Status.TRASH) for decision in taken_back}
    seen = {decision.comment_id: decision.pk for decision in taken_back}
    _settle(act, wanted, seen, Decision(user=by, step=Decision.UNDONE, act=act.key))
    return act


@transaction.atomic
def _settle(act, wanted, seen, decision):
    layout.hold(comment.article_id for comment in wanted)
    act.overtaken = _decided_since(seen, wanted)
    late = {each.comment_id for each in act.overtaken}
    # Read again: another editor may have decided while we waited for the story.
    now = {comment.pk: comment.status for comment in _locked(wanted) if comment.pk not in late}
    act.changed = [each for each in wanted if now.get(each.pk, wanted[each]) != wanted[each]]
    _record(decision, {comment: (now[comment.pk], wanted[comment]) for comment in act.changed})


def _decided_since(seen, comments):
    """Return the newest decision about each comment whose newest one the editor has not seen."""
    asked = [comment.pk for comment in comments if comment.pk in seen]
    decisions = Decision.objects.filter(comment__in=asked).select_related("user", "comment")
    newest = {decision.comment_id: decision for decision in decisions.order_by("at", "pk")}
    return [decision for pk, decision in sorted(newest.items()) if decision.pk != seen[pk]]


def _locked(comments):
    rows = Comment.objects.select_for_update(of=["self"])
    return rows.filter(pk__in=[comment.pk for comment in comments]).only("status").order_by("pk")


def _record(decision, changes):
    Decision.objects.bulk_create(
        Decision(
            comment=comment,
            before=before,
            after=after,
            user=decision.user,
            step=decision.step,
            why=decision.why,
            act=decision.act,
        )
        for comment, (before, after) in changes.items()
    )
    for status in {after for _before, after in changes.values()}:
        given = [comment.pk for comment, (_before, after) in changes.items() if after == status]
        Comment.objects.filter(pk__in=given).update(status=status)
    if any(Status.VISIBLE in change for change in changes.values()):
        layout.lay_out(comment.article_id for comment in changes)


def _decide_one(comment, status, by, why):
    decide([comment], status, by=by, why=why)
    comment.refresh_from_db(fields=["status", "page"])
    return comment
