"""Readers tell the editors that a comment should not stand; a decision about the comment settles what they said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from comments.models import Comment, CommentQuerySet, Report
from newsroom.press import limits

MOST_AN_HOUR = 20  # reports from one source
SOURCE_KEPT = timedelta(days=30)


def report(comment: Comment, *, reason: str, words: str, source: str) -> int:
    """Keep what `source` says against the comment, and return the seconds to wait: 0 when it is kept.

    The first report of a source stands; another one of the same comment changes nothing.
    """
    key = _key(source)
    if comment.reports.filter(source=key).exists():
        return 0
    seconds = limits.hit("report", source, most=MOST_AN_HOUR, seconds=3600)
    if seconds:
        return seconds
    # The same report may arrive at this moment: the database lets one of them in.
    new = Report(comment=comment, reason=reason, words=words, source=key)
    Report.objects.bulk_create([new], ignore_conflicts=True)
    return 0


def reported(comments: CommentQuerySet) -> CommentQuerySet:
    """Return those that stand, or may yet stand, and about which a report waits for a decision."""
    stands = [Comment.Status.VISIBLE, Comment.Status.PENDING]
    waiting = Report.objects.waiting().values("comment")
    return comments.filter(status__in=stands, pk__in=waiting)


def open_ones(comments: Iterable[Comment], last: Mapping[int, int]) -> dict[int, list[int]]:
    """Return the keys of the reports that wait, by comment; of some comments none after the `last` that was seen."""
    pks = [comment.pk for comment in comments]
    waiting = Report.objects.waiting().filter(comment__in=pks)
    return _by_comment(waiting, lambda report, comment: report <= last.get(comment, report))


def turned_by(act: UUID) -> dict[int, list[int]]:
    """Return the keys of the reports that were last settled, or made to wait again, with this press, by comment."""
    return _by_comment(Report.objects.filter(act=act), lambda report, comment: True)


def turn(reports: list[int], act: UUID) -> None:
    """Settle the reports with a press, or let them wait again when they were settled."""
    if reports:
        Report.objects.filter(pk__in=reports).update(settled=~Q(settled=True), act=act)


def forget_sources() -> None:
    """Forget where reports came from once nobody repeats them any more."""
    old = Report.objects.filter(source__isnull=False, at__lt=timezone.now() - SOURCE_KEPT)
    old.update(source=None)


def _key(source):
    return salted_hmac("comments.report", source, algorithm="sha256").hexdigest()


def _by_comment(reports, counts):
    found = defaultdict(list)
    for report, comment in reports.order_by("pk").values_list("pk", "comment"):
        if counts(report, comment):
            found[comment].append(report)
    return dict(found)
