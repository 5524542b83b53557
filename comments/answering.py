"""What the paper itself answers to a reader, from the desk."""

from collections.abc import Mapping

from django.db import transaction

from comments import layout, moderation, notices
from comments.models import LONGEST_NAME, Comment, Decision
from comments.moderation import Act, Seen
from newsroom.models import Masthead, User


@transaction.atomic
def answer(
    comment: Comment, words: str, *, by: User, seen: Mapping[int, Seen] | None = None
) -> Act:
    """Answer a comment in the paper's name, and let readers see both; the same words are posted once.

    Nothing is posted where a colleague decided about the comment since `seen`.
    """
    act = moderation.decide([comment], Comment.Status.VISIBLE, by=by, seen=seen)
    posted = _written(comment, words, by)
    if act.overtaken or not _still_stands(comment) or not _is_new(posted):
        return act
    posted.save(force_insert=True)
    Decision.objects.create(comment=posted, user=by, after=posted.status, act=act.key)
    layout.lay_out([posted.article_id])
    notices.send([posted])
    act.changed.append(posted)
    return act


def name(user: User) -> str:
    """Return the name under which a colleague answers: their own, never the one they log in with."""
    return (user.get_full_name() or Masthead.current().name)[:LONGEST_NAME]


def _still_stands(comment):
    """Say whether there is something to answer: its writer may have taken it back meanwhile."""
    return Comment.objects.approved().filter(pk=comment.pk).exists()


def _is_new(posted):
    """Say whether these words do not stand there yet; what was taken back gives its place to them."""
    same = Comment.objects.filter(digest=posted.digest)
    same.exclude(status=Comment.Status.VISIBLE).update(digest=None)
    return not same.exists()


def _written(comment, words, user):
    posted = Comment(article=comment.article, name=name(user), body=words, by_staff=user)
    posted.status = Comment.Status.VISIBLE
    posted.stand_under(comment)
    posted.tidy()
    posted.sign_words()
    return posted
