"""Other words for a comment, by an editor; the words that it had before are kept, and come back."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from comments import layout
from comments.models import Comment, Revision
from newsroom.models import User


class Words(NamedTuple):
    """What an editor may change of a comment."""

    name: str
    website: str
    body: str


def words_of(comment: Comment | Revision) -> Words:
    """Return what a comment says, or said until it was changed."""
    return Words(comment.name, comment.website, comment.body)


def put(comment: Comment, words: Words, *, by: User, act: UUID, marked: bool = True) -> None:
    """Give a comment other words, which readers see at once where they see the comment.

    `marked` tells readers that an editor changed it. The same words sent again are still known by the writer's own.
    """
    before = words_of(comment)._asdict() | {"edited_by_paper": comment.edited_by_paper}
    Revision.objects.create(comment=comment, user=by, act=act, **before)
    after = words._asdict() | {"edited_by_paper": marked}
    Comment.objects.filter(pk=comment.pk).update(html="", html_of="", **after)
    if comment.is_visible:
        layout.lay_out([comment.article_id])


def revised_by(act: UUID) -> list[int]:
    """Return the keys of the comments whose words were changed with this press."""
    return list(Revision.objects.filter(act=act).values_list("comment", flat=True))


def take_back(act: UUID, comments: Iterable[Comment], *, by: User, new: UUID) -> None:
    """Give these comments the words again that they had before a press; that is a change of its own."""
    pks = [comment.pk for comment in comments]
    for before in Revision.objects.filter(act=act, comment__in=pks).select_related("comment"):
        marked = before.edited_by_paper
        put(before.comment, words_of(before), by=by, act=new, marked=marked)
