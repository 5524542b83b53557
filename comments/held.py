"""The address at which a reader finds the comment that waits for an editor."""

from datetime import timedelta

from django.core import signing
from django.utils import timezone

from comments.models import Comment

SHOWN = timedelta(hours=1)  # how long the page shows the words

# Without a time inside, so that the same words sent twice get the same answer.
_signer = signing.Signer(salt="comments.held")


def token(comment: Comment) -> str:
    """Return what nobody else can make and what leads back to this comment."""
    return _signer.sign_object(comment.pk)


def find(token: str) -> Comment | None:
    """Return the comment that a token of ours leads to, unless its writer took it back."""
    try:
        pk = _signer.unsign_object(token)
    except signing.BadSignature:
        return None
    comment = Comment.objects.select_related("article").filter(pk=pk).first()
    return None if comment is None or comment.is_taken_back else comment


def words_are_shown(comment: Comment) -> bool:
    """Say whether the page still shows the words: one hour, for the reader who wrote them."""
    return timezone.now() < comment.created_at + SHOWN
