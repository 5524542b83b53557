"""What an editor does with comments: the one door through which a status changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction

from comments import layout, notices, reporting, revising
from comments.models import Ban, Comment, Decision
from comments.revising import Words
from newsroom.models import User

Status = Comment.Status


class Seen(NamedTuple):
    """What stood at a comment when an editor looked: its newest decision and its newest report, 0 for none."""

    decision: int
    report: int = 0


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
    status: Status | None,
    *,
    by: User,
    why: str = "",
    seen: Mapping[int, Seen] | None = None,
) -> Act:
    """Give the comments a status (None leaves each as it is), settle what readers reported, and record each decision.

    What would change nothing leaves no record unless it says `why`.

    `seen` says by key what stood at each comment when the editor looked: where a colleague has decided since, that
    stands, and a report that came since waits.
    """
    comments, seen = list(comments), seen or {}
    with transaction.atomic():
        layout.hold(comment.article_id for comment in comments)
        reports = reporting.open_ones(comments, {pk: each.report for pk, each in seen.items()})
        wanted = dict.fromkeys(comments, status)
        return _settle(Act(), wanted, seen, reports, Decision(user=by, why=why))


@transaction.atomic
def edit(
    comment: Comment,
    words: Words,
    *,
    by: User,
    why: str = "",
    seen: Mapping[int, Seen] | None = None,
) -> Act:
    """Change the words of a comment and leave it where it stands.

    Where a colleague decided, or the writer changed or took back the comment since `seen`, nothing is changed.
    """
    layout.hold([comment.article_id])
    act = Act(overtaken=_decided_since(seen or {}, [comment]))
    stored = Comment.objects.standing().select_for_update(of=["self"]).filter(pk=comment.pk).first()
    if act.overtaken or stored is None or revising.words_of(stored) == words:
        return act
    decision = Decision(user=by, step=Decision.EDITED, why=why, act=act.key)
    _record(decision, {stored: (stored.status, stored.status)})
    revising.put(stored, words, by=by, act=act.key)
    act.changed = [stored]
    return act


@transaction.atomic
def let_wait(comment: Comment, *, step: str) -> Act:
    """Let a comment wait for an editor again because of what its writer did, which `step` names."""
    layout.hold([comment.article_id])
    return _settle(Act(), {comment: Status.PENDING}, {}, {}, Decision(step=step))


@transaction.atomic
def undo(key: UUID, *, by: User) -> Act:
    """Take back what was done with one press; where somebody decided since, that stands.

    An answer of the paper that came with the press goes into the trash, reports that it settled wait again, and words
    that it changed are as they were.
    """
    act = Act(lifted=list(Ban.objects.filter(act=key)))
    Ban.objects.filter(pk__in=[ban.pk for ban in act.lifted]).delete()
    taken_back = list(Decision.objects.filter(act=key).select_related("comment"))
    layout.hold(decision.comment.article_id for decision in taken_back)
    wanted = {decision.comment: Status(decision.before or Status.TRASH) for decision in taken_back}
    seen = {decision.comment_id: Seen(decision.pk) for decision in taken_back}
    # Where words come back the press is undone, though it turned no report and changed no status.
    revised: dict[int, list[int]] = {pk: [] for pk in revising.revised_by(key)}
    reports = revised | reporting.turned_by(key)
    _settle(act, wanted, seen, reports, Decision(user=by, step=Decision.UNDONE))
    revising.take_back(key, act.changed, by=by, new=act.key)
    return act


def _settle(act, wanted, seen, reports, decision):
    act.overtaken = _decided_since(seen, wanted)
    late = {each.comment_id for each in act.overtaken}
    # Read again: another editor may have decided while we waited for the story.
    now = {comment.pk: comment.status for comment in _locked(wanted) if comment.pk not in late}
    changes = {
        comment: (now[comment.pk], after or now[comment.pk])
        for comment, after in wanted.items()
        if comment.pk in now
        and (decision.why or comment.pk in reports or after not in (None, now[comment.pk]))
    }
    act.changed = list(changes)
    decision.act = act.key
    _record(decision, changes)
    reporting.turn([key for each in act.changed for key in reports.get(each.pk, [])], act.key)
    return act


def _decided_since(seen, comments):
    """Return the newest decision about each comment whose newest one the editor has not seen."""
    asked = [comment.pk for comment in comments if comment.pk in seen]
    decisions = Decision.objects.filter(comment__in=asked).select_related("user", "comment")
    newest = {decision.comment_id: decision for decision in decisions.order_by("at", "pk")}
    return [each for pk, each in sorted(newest.items()) if each.pk != seen[pk].decision]


def _locked(comments):
    # What its writer took back is not an editor's to decide about.
    rows = Comment.objects.standing().select_for_update(of=["self"])
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
    moved = {each: change for each, change in changes.items() if change[0] != change[1]}
    for status in {after for _before, after in moved.values()}:
        given = [comment.pk for comment, (_before, after) in moved.items() if after == status]
        Comment.objects.filter(pk__in=given).update(status=status)
    if any(Status.VISIBLE in change for change in moved.values()):
        layout.lay_out(comment.article_id for comment in moved)
        notices.recall(each for each, (before, _after) in moved.items() if before == Status.VISIBLE)
        notices.send(each for each, (_before, after) in moved.items() if after == Status.VISIBLE)


def _decide_one(comment, status, by, why):
    decide([comment], status, by=by, why=why)
    comment.refresh_from_db(fields=["status", "page"])
    return comment
