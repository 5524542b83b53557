"""What a reader's comment is beyond one of WordPress's."""

from comments.models import Comment
from newsroom.moving.ours import facts
from newsroom.moving.reading.records import Meta

# None of these is read by anybody: a file may say them of itself.
HIDDEN = frozenset(
    {
        Comment.Status.REJECTED,
        Comment.Status.SPAM,
        Comment.Status.TRASH,
        Comment.Status.WITHDRAWN,
        Comment.Status.ERASED,
    }
)


def is_kept(said: Meta) -> bool:
    """Say whether a comment that nobody reads comes along: what others answered has a place there."""
    return facts.first(said, "status") in HIDDEN


def is_erased(said: Meta) -> bool:
    """Say whether a comment has no words any more."""
    return facts.first(said, "status") == Comment.Status.ERASED


def fill(comment: Comment, said: Meta) -> None:
    """Let a comment have its state, its moment and whether it was changed."""
    if is_kept(said):
        comment.status = facts.first(said, "status")
    if at := facts.moment(facts.first(said, "created_at")):
        comment.created_at = at
    comment.edited_at = facts.moment(facts.first(said, "edited_at"))
    comment.edited_by_paper = facts.first(said, "edited_by_paper") == "1"
