"""A comment in JSON, with what was decided about it, said against it and changed in it."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from comments.models import Comment, Decision, Report, Revision
from newsroom.moving.leaving.documents import facts

ADDRESSES = ("email", "source")
BLOCKED = "banned"  # the step that keeps what of the sender is blocked: mostly an address
OF_IT = "comment"


def rows() -> QuerySet:
    """Return the comments and what hangs on them, in as many questions for a hundred as for one."""
    return facts.with_names(Comment.objects.all()).prefetch_related(
        Prefetch("decisions", facts.with_names(Decision.objects.all())),
        Prefetch("revisions", facts.with_names(Revision.objects.all())),
        "reports",
    )


def of(comment: Comment, *, with_addresses: bool) -> dict[str, Any]:
    """Return a comment; without addresses nobody is told who wrote it but by the name that readers see."""
    hidden = () if with_addresses else ADDRESSES
    return facts.of(comment, *hidden) | {
        "decisions": [_decision(each, with_addresses) for each in comment.decisions.all()],
        "revisions": [facts.of(each, OF_IT) for each in comment.revisions.all()],
        "reports": [_report(each) for each in comment.reports.all()],
    }


def _decision(decision: Decision, with_addresses: bool) -> dict[str, Any]:
    said = facts.of(decision, OF_IT)
    is_hidden = decision.step == BLOCKED and not with_addresses
    return said | {"why": ""} if is_hidden else said


def _report(report: Report) -> dict[str, Any]:
    return facts.of(report, OF_IT, "source")
