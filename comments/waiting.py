"""Telling moderators by mail what waits: once an hour at most, and not about the same again before a day is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator

from comments import invitations, reporting
from comments.models import Comment, CommentQuerySet, Decision, Moderator, Report
from comments.permissions import may_moderate
from comments.reasons import in_words
from newsroom.models import User
from newsroom.press import mail, turns
from newsroom.press.links import absolute
from newsroom.press.models import Letter

LETTER = "desk/comments_waiting"
TURN = "letters to moderators"
BETWEEN_MAILS = timedelta(hours=1)
MOST_SHOWN = 10  # comments in a mail; the others are counted
MOST_REPORTED = 500  # comments among which we look for what still waits
LONGEST_SHOWN = 600  # characters of each
REMINDED_AFTER = timedelta(days=1)  # of what waited when the last mail was written


def tell() -> None:
    """Write to every moderator for whom something waits and whose hour has come."""
    newest = _newest()
    if newest is None:
        return
    for user in moderators():
        _tell(user, newest)


def forget(comments: Iterable[int]) -> None:
    """Take comments out of the letters that have not gone, or could not; the caller has taken TURN."""
    gone = set(comments)
    letters = Letter.objects.filter(template=LETTER).exclude(status=Letter.Status.SENT)
    for letter in letters.select_for_update():
        told = letter.context["comments"]
        kept = [each for each in told if each.get("pk") not in gone]
        if len(kept) < len(told):
            _tell_less(letter, kept)


def moderators() -> list[User]:
    """Return who may decide about comments and has an address."""
    users = User.objects.with_perm(
        "comments.moderate_comment", backend="django.contrib.auth.backends.ModelBackend"
    )
    return [user for user in users.exclude(email="").order_by("pk") if may_moderate(user)]


def language_of(user: User) -> str:
    """Return the language in which we write to a colleague."""
    return user.desk_language or settings.LANGUAGE_CODE


def want_mail(user: User, wanted: bool) -> None:
    """Remember whether somebody wants these mails."""
    Moderator.objects.update_or_create(user=user, defaults={"wants_mail": wanted})


def wants_mail(user: User) -> bool:
    """Say whether somebody gets these mails: who said nothing does."""
    return not Moderator.objects.filter(user=user, wants_mail=False).exists()


def _newest() -> datetime | None:
    """Return when something of what waits began to wait, the last time."""
    since = Decision.objects.filter(
        comment__status=Comment.Status.PENDING, after=Comment.Status.PENDING
    )
    reports = Report.objects.waiting().filter(comment__in=_reported())
    moments = [rows.aggregate(newest=Max("at"))["newest"] for rows in (since, reports)]
    return max(filter(None, moments), default=None)


def _undecided() -> CommentQuerySet:
    return Comment.objects.pending()


def _reported() -> CommentQuerySet:
    # Their keys first: SQLite would look through all visible comments for the few.
    reports = Report.objects.waiting().order_by("comment").values_list("comment", flat=True)
    comments = Comment.objects.filter(pk__in=list(reports.distinct()[:MOST_REPORTED]))
    return reporting.reported(comments).exclude(status=Comment.Status.PENDING)


def _oldest() -> list[Comment]:
    """Return what has waited longest: what nobody has decided about first, then what readers reported."""
    shown: list[Comment] = []
    for waiting in (_undecided(), _reported()):
        rows = waiting.oldest_first().select_related("article").prefetch_related("decisions")
        shown += rows.with_reports()[: MOST_SHOWN - len(shown)]
    return shown


@transaction.atomic
def _tell(user, newest):
    turns.take(TURN)  # or what somebody has erased meanwhile would be written down again
    moderator = Moderator.objects.get_or_create(user=user)[0]
    now = timezone.now()
    something_new = Q(told_at__lte=now - BETWEEN_MAILS, told_at__lt=newest)
    due = Q(told_at=None) | something_new | Q(told_at__lte=now - REMINDED_AFTER)
    if moderator.claim(due):
        _write(user)


def _write(user):
    count = _undecided().count() + _reported().count()
    language, stop = language_of(user), invitations.to_switch(user)
    with translation.override(language):
        comments = [_shown(user, comment) for comment in _oldest()]
    context = {
        "comments": comments,
        "count": count,
        "more": count - len(comments),
        "queue": absolute(reverse("admin:comments_comment_changelist")),
        "stop": stop,
    }
    headers = mail.one_click_headers(stop)
    mail.post(LETTER, user.email, context, language=language, headers=headers)


def _tell_less(letter, kept):
    """Write a letter again with what is left of it; one that tells nothing any more goes."""
    count = letter.context["count"] - len(letter.context["comments"]) + len(kept)
    letter.context |= {"comments": kept, "count": count}
    letter.save(update_fields=["context"])
    if not count:
        mail.forget(Letter.objects.filter(pk=letter.pk))


def _shown(user, comment):
    return {
        "pk": comment.pk,
        "headline": comment.article.headline,
        "name": comment.name,
        "words": Truncator(comment.body).chars(LONGEST_SHOWN),
        "why": _why(comment),
        "link": invitations.to_decide(user, comment),
    }


def _why(comment):
    """Return what readers reported, else what the last decision says."""
    reported = dict.fromkeys(report.get_reason_display() for report in comment.open_reports)
    if reported:
        return in_words("report", ", ".join(reported))
    decisions = comment.decisions.all()
    return decisions[0].reason if decisions else ""
