"""Readers tell the editors that a comment should not stand."""

from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from comments.models import Comment, Report
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


def forget_sources() -> None:
    """Forget where reports came from once nobody repeats them any more."""
    old = Report.objects.filter(source__isnull=False, at__lt=timezone.now() - SOURCE_KEPT)
    old.update(source=None)


def _key(source):
    return salted_hmac("comments.report", source, algorithm="sha256").hexdigest()
