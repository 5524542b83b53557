"""The door for comments that were written elsewhere: an import, the sample newspaper."""

from django.db import transaction

from comments import layout
from comments.models import Comment, Decision

NOT_TYPED = ["article", "parent", "thread", "answers", "by_staff"]
CHANGED = ["name", "email", "website", "body", "status", "came_from_staff", "html", "html_of"]


@transaction.atomic
def bring(*comments: Comment) -> None:
    """Save comments with the status and time they bring, answered ones before their answers.

    Raises ValidationError, and keeps nothing, when a comment breaks a limit of its own fields.
    """
    for comment in comments:
        _tidy(comment)
    for level in _levels(comments):
        Comment.objects.bulk_create(level)
    Decision.objects.bulk_create(
        Decision(comment=comment, step=Decision.BROUGHT, after=comment.status)
        for comment in comments
    )
    layout.lay_out(comment.article_id for comment in comments)


@transaction.atomic
def bring_again(*comments: Comment) -> None:
    """Save comments that were brought before with what they say there now; a status that changed is recorded.

    Raises ValidationError, and changes nothing, when a comment breaks a limit of its own fields.
    """
    layout.hold(comment.article_id for comment in comments)
    before = dict(
        Comment.objects.filter(pk__in=[c.pk for c in comments]).values_list("pk", "status")
    )
    for comment in comments:
        _tidy(comment)
        comment.came_from_staff = False  # these are other words: whose they are has to be said anew
        comment.html = comment.html_of = ""  # printed again when it is laid out
        comment.save(update_fields=CHANGED)
    Decision.objects.bulk_create(
        Decision(comment=each, step=Decision.BROUGHT, before=before[each.pk], after=each.status)
        for each in comments
        if before[each.pk] != each.status
    )
    layout.lay_out(comment.article_id for comment in comments)


@transaction.atomic
def let_speak(*comments: Comment) -> None:
    """Let comments that were brought speak for the paper, as they did where they were written.

    Whoever calls this vouches for them: no archive may.
    """
    brought = Comment.objects.filter(pk__in=[c.pk for c in comments], by_staff=None)
    brought.update(came_from_staff=True, html="", html_of="")
    layout.lay_out(comment.article_id for comment in comments)


def _tidy(comment: Comment) -> None:
    # What its writer erased has no words any more, and keeps its place where others answered it.
    is_erased = comment.status == Comment.Status.ERASED
    comment.tidy()
    comment.clean_fields(exclude=[*NOT_TYPED, *(("name", "body") if is_erased else ())])


def _levels(comments):
    """Yield the comments that nobody else of these has to be saved before, then those that answer them, and so on."""
    waiting = list(comments)
    while waiting:
        level = [each for each in waiting if not each.parent or each.parent.pk]
        level = [each for each in level if not each.answers or each.answers.pk] or waiting
        yield level
        waiting = [each for each in waiting if each.pk is None]
