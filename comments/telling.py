"""A decision with its reason, which may be mailed to the writer."""

from collections.abc import Mapping

from django.db import transaction

from comments import mails, moderation, writers
from comments.models import Comment, Decision
from comments.moderation import Act, Seen
from newsroom.models import User


@transaction.atomic
def decide(
    comment: Comment,
    status: Comment.Status,
    why: str,
    *,
    by: User,
    tell: bool,
    seen: Mapping[int, Seen] | None = None,
) -> Act:
    """Decide about a comment and keep why; `tell` mails that to the writer, where the address is confirmed."""
    act = moderation.decide([comment], status, by=by, why=why, seen=seen)
    if tell and act.changed and may_be_told(comment):
        Decision.objects.filter(act=act.key).update(told=True)
        mails.decision(Decision.objects.select_related("comment__article").get(act=act.key))
    return act


def may_be_told(comment: Comment) -> bool:
    """Say whether the writer can be told: a colleague, and an address that nobody confirmed, get no letter."""
    return not comment.speaks_for_paper and writers.may_be_written_to(comment.email)
