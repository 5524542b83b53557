"""The door for comments that were written elsewhere: an import, the sample newspaper."""

from django.db import transaction

from comments import layout
from comments.models import Comment, Decision


@transaction.atomic
def bring(*comments: Comment) -> None:
    """Save comments with the status and time they bring, answered ones before their answers.

    Raises ValidationError, and keeps nothing, when a comment breaks a limit of its own fields.
    """
    for comment in comments:
        comment.tidy()
        comment.clean_fields(exclude=["article", "parent", "thread", "answers", "by_staff"])
        comment.save(force_insert=True)
    Decision.objects.bulk_create(
        Decision(comment=comment, step=Decision.BROUGHT, after=comment.status)
        for comment in comments
    )
    layout.lay_out(comment.article_id for comment in comments)
