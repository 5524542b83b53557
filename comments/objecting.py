"""The writer of a comment answers a decision whose reason was mailed: once, and an editor looks again."""

from datetime import timedelta

from django.db import transaction

from comments import layout, mails, moderation
from comments.history import TURNED_DOWN
from comments.models import Comment, Decision, Objection
from newsroom.press import tokens

LINK_WORKS = timedelta(days=30)


def find(token: str) -> Decision | None:
    """Return the decision that a mailed link answers, None when it is gone; raises `Bad` or `Expired`."""
    pk = tokens.read(mails.OBJECTION, token, max_age=LINK_WORKS)
    decisions = Decision.objects.select_related("comment__article", "objection")
    return decisions.filter(pk=pk, told=True).first()


@transaction.atomic
def object_to(decision: Decision, words: str) -> bool:
    """Keep what the writer answers, and let a comment that was turned down wait again; False for a second answer."""
    comment = decision.comment
    layout.hold([comment.article_id])
    kept = {"words": words}
    is_new = Objection.objects.get_or_create(decision=decision, defaults=kept)[1]
    if is_new and Comment.objects.filter(pk=comment.pk, status__in=TURNED_DOWN).exists():
        moderation.let_wait(comment, step=Decision.OBJECTED)
    return is_new
