"""What an editor does with a comment. Every change of a status goes through `decide`."""

from collections.abc import Iterable

from django.db import transaction

from comments import layout
from comments.models import Comment, Decision
from newsroom.models import User

Status = Comment.Status


def approve(comment: Comment, *, by: User, why: str = "") -> Comment:
    """Let readers see the comment; approving it again changes nothing."""
    return _decide_one(comment, Status.VISIBLE, by, why)


def reject(comment: Comment, *, by: User, why: str = "") -> Comment:
    """Keep the comment from readers; rejecting it again changes nothing."""
    return _decide_one(comment, Status.REJECTED, by, why)


@transaction.atomic
def decide(comments: Iterable[Comment], status: Status, *, by: User, why: str = "") -> int:
    """Give the comments a status, record each decision, and return how many that changed."""
    comments = list(comments)
    layout.hold(comment.article_id for comment in comments)
    # Read again: another editor may have decided while we waited for the story.
    changed = list(
        Comment.objects.select_for_update(of=["self"])
        .filter(pk__in=[comment.pk for comment in comments])
        .exclude(status=status)
        .order_by("pk")
    )
    if not changed:
        return 0
    Decision.objects.bulk_create(
        Decision(comment=comment, user=by, before=comment.status, after=status, why=why)
        for comment in changed
    )
    seen = any(Status.VISIBLE in (comment.status, status) for comment in changed)
    Comment.objects.filter(pk__in=[comment.pk for comment in changed]).update(status=status)
    if seen:
        layout.lay_out(comment.article_id for comment in changed)
    return len(changed)


def _decide_one(comment, status, by, why):
    decide([comment], status, by=by, why=why)
    comment.refresh_from_db(fields=["status", "page"])
    return comment
