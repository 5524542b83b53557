"""Somebody has everything erased that we hold about their address; only that it is blocked remains."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef

from comments import layout, mails, screening, waiting, writers
from comments.models import DEEPEST, Comment, Decision, Notice, Report, Revision, Rules, Writer
from newsroom.press import limits, mail, turns
from newsroom.press.models import Letter

Status = Comment.Status

# What of a comment is its writer's.
EMPTY = {
    **dict.fromkeys(
        ["name", "email", "website", "body", "html", "reply_html", "html_of", "words_digest"], ""
    ),
    **dict.fromkeys(["source", "digest", "edited_at"]),
    "wants_notices": False,
}


@transaction.atomic
def erase(writer: Writer) -> None:
    """Erase what was written from the address, with all that hangs on it, and the address itself.

    A comment that others answered leaves an empty place, so that the answers keep theirs.
    """
    turns.take(waiting.TURN)
    comments = Comment.objects.of_writer(writer.email)
    stories = set(comments.values_list("article", flat=True))
    layout.hold(stories)
    _empty(list(comments.filter(article__in=stories).select_for_update(of=["self"])))
    _clear_away(stories)
    layout.lay_out(stories)
    mail.forget(Letter.objects.filter(to=writer.email, template__in=mails.TEMPLATES))
    limits.forget(writer.email, *writers.COUNTED, screening.OF_ADDRESS)
    Rules.current().forget(writer.email)
    Writer.objects.filter(pk=writer.pk).delete()


def _empty(comments: Iterable[Comment]):
    erased = [comment.pk for comment in comments]
    told = list(Notice.objects.filter(answer__in=erased).values_list("letter", flat=True))
    mail.forget(Letter.objects.filter(pk__in=told))
    waiting.forget(erased)
    for about in (Decision, Revision, Report):
        about.objects.filter(comment__in=erased).delete()
    Notice.objects.filter(answer__in=erased).delete()
    Comment.objects.filter(pk__in=erased).update(status=Status.ERASED, **EMPTY)
    # Without it an editor whose page is older could decide about what is no more.
    Decision.objects.bulk_create(
        Decision(comment_id=pk, step=Decision.ERASED, after=Status.ERASED) for pk in erased
    )


def _clear_away(stories):
    """Delete the empty places that nothing hangs on, from the last level up."""
    for _level in range(DEEPEST + 1):
        Comment.objects.filter(pk__in=_in_nobody_s_way(stories)).delete()


def _in_nobody_s_way(stories):
    below = Comment.objects.filter(parent=OuterRef("pk"))
    of_thread = Comment.objects.filter(thread=OuterRef("pk"))
    empty = Comment.objects.filter(article__in=stories, status=Status.ERASED)
    return list(
        empty.exclude(Exists(below)).exclude(Exists(of_thread)).values_list("pk", flat=True)
    )
