"""A writer takes a comment from readers, at any time; the editors keep it until it is erased."""

from django.db import transaction

from comments import layout, notices
from comments.models import Comment, Decision

Status = Comment.Status


@transaction.atomic
def withdraw(comment: Comment) -> None:
    """Take a comment from readers for good; again is no error. The same words may be sent anew."""
    layout.hold([comment.article_id])
    stored = Comment.objects.select_for_update(of=["self"]).filter(pk=comment.pk).first()
    if stored is None or stored.is_taken_back:
        return
    Comment.objects.filter(pk=stored.pk).update(status=Status.WITHDRAWN, digest=None)
    Decision.objects.create(
        comment=stored, step=Decision.WITHDRAWN, before=stored.status, after=Status.WITHDRAWN
    )
    if stored.is_visible:
        layout.lay_out([stored.article_id])
        notices.recall([stored])
