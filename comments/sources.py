"""Where a comment was sent from: kept for as long as the rules say, then forgotten."""

import datetime
import logging

from django.utils import timezone

from comments.models import Comment, Rules

logger = logging.getLogger(__name__)

A_ROUND = 1_000  # comments; when there are more, the next minute goes on


def forget() -> int:
    """Forget the network addresses of comments that are old enough, and return of how many."""
    kept = datetime.timedelta(days=Rules.current().sources_kept)
    known = Comment.objects.filter(source__isnull=False, created_at__lt=timezone.now() - kept)
    old = list(known.order_by("created_at").values_list("pk", flat=True)[:A_ROUND])
    count = Comment.objects.filter(pk__in=old, source__isnull=False).update(source=None)
    if count:
        logger.info("Forgot from which network address %d comments were sent", count)
    return count
