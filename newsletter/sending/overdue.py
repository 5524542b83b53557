"""What falls due by itself, and what has waited for so long that a person decides."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from newsletter.models import Issue
from newsletter.sending.starting import Refused, start
from newsletter.sending.steering import pause
from newsroom.press import moment

logger = logging.getLogger(__name__)

LATE = timedelta(hours=1)


def start_due() -> None:
    """Start what was scheduled for now; what comes much too late, or cannot start, waits for a person."""
    now = moment.of_database()
    for issue in Issue.objects.due(now).order_by("send_at"):
        try:
            _start(issue, now)
        except Exception:  # one that breaks is tried again in a minute, and holds up no other
            logger.exception("Issue %s could not be started", issue.pk)


def look_after() -> None:
    """Say that what goes out is looked after; what was left alone for an hour is paused instead.

    So a backup that is restored, or a server that slept, sends nothing of yesterday by itself.
    """
    for issue in Issue.objects.forsaken():
        pause(issue, _("Nothing was there to send it for more than an hour. It waits for you."))
    Issue.objects.sending().update(watched_at=Now())


@transaction.atomic
def _start(issue, now):
    Issue.objects.hold(issue)
    if issue.status != Issue.Status.SCHEDULED or issue.send_at > now:
        return  # somebody took it back meanwhile
    if now > max(issue.send_at + LATE, issue.late_until or issue.send_at):
        issue.wait_for_decision(
            _("It was due more than an hour ago, and nothing was there to send it.")
        )
        return
    try:
        start(issue)
    except Refused as reason:
        issue.wait_for_decision(str(reason))
