"""A writer changes the words of a comment, for a quarter of an hour."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from comments import layout, notices, screening
from comments.models import Comment, Decision, Revision

Status = Comment.Status

TIME = timedelta(minutes=15)
CHANGED = ["body", "status", "digest", "words_digest", "edited_at", "html", "html_of"]


class TooLate(Exception):
    """The comment may not be changed any more; it is as it was."""


class SaidBefore(Exception):
    """The same words of the same address stand there already; the comment is as it was."""


def ends(comment: Comment) -> datetime:
    """Return until when the writer may change the comment."""
    return comment.created_at + TIME


def may_be_edited(comment: Comment) -> bool:
    """Say whether the writer may change the comment now: what an editor turned down or changed stays as it is."""
    in_time = timezone.now() < ends(comment) and not comment.edited_by_paper
    return in_time and comment.status in (Status.VISIBLE, Status.PENDING)


def edit(comment: Comment, body: str) -> Comment:
    """Give the comment other words and screen them; an edit never shows what waited before.

    Raises TooLate, SaidBefore or `screening.Refused`, and changes nothing.
    """
    if not may_be_edited(comment):
        raise TooLate
    words, comment.body = comment.body, body
    comment.tidy()
    if comment.body == words:
        return comment
    comment.sign_words()
    step, verdict = screening.judge(comment, screening.Arrival())
    return _change(comment, step, verdict)


@transaction.atomic
def _change(comment, step, verdict):
    step, verdict = screening.once_more(comment, step, verdict)
    layout.hold([comment.article_id])
    stored = Comment.objects.select_for_update(of=["self"]).filter(pk=comment.pk).first()
    if stored is None or not may_be_edited(stored):
        raise TooLate
    before = stored.status
    if before == Status.VISIBLE or verdict.status == Status.SPAM:
        stored.status = verdict.status
    stored.edited_at = timezone.now()
    Revision.objects.create(comment=stored, body=stored.body, until=stored.edited_at)
    stored.body = comment.body
    _keep(stored)
    Decision.objects.create(comment=stored, step=Decision.EDITED, before=before, after=before)
    if stored.status == verdict.status:
        _record(stored, step, before, verdict)
    if before == Status.VISIBLE:
        layout.lay_out([stored.article_id])
        notices.recall([stored])
        notices.send([stored])
    return stored


def _keep(comment):
    comment.html = comment.html_of = ""  # printed again when it is laid out
    comment.sign_words()
    try:
        with transaction.atomic():
            comment.save(update_fields=CHANGED)
    except IntegrityError as error:
        raise SaidBefore from error


def _record(comment, step, before, verdict):
    Decision.objects.create(
        comment=comment, step=step, before=before, after=comment.status, why=verdict.found
    )
