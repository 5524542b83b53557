"""Taking letters in hand: those whose time has come, for readers who want them still, and no two senders the same."""

import math

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from newsletter.models import Delivery, Issue
from newsletter.sending import durability
from newsletter.sending.handover import Claim, Letter
from newsletter.sending.starting import recipients
from newsroom.press import moment

LEAST = 20  # letters that are worth a claim

Status = Delivery.Status


def share(issue: Issue, most: int) -> int:
    """Return how many letters a sender may take at once: fewer where few are left, so that others have some too."""
    senders = _senders()
    if senders == 1 or most <= LEAST:
        return most
    left = issue.deliveries.due()[: most * senders].count()
    return min(most, max(LEAST, math.ceil(left / senders)))


@transaction.atomic
def take(issue: Issue, most: int) -> Claim | None:
    """Claim the next letters of an issue, and drop those that are not wanted any more; None when none is due."""
    readers = recipients(issue)
    letters, unwanted = [], []
    for is_wanted, *letter in _due(issue, readers)[:most]:
        (letters if is_wanted else unwanted).append(Letter(*letter))
    if not letters and not unwanted:
        return None
    claim = Claim(issue, letters, readers)
    _rows(letters).update(status=Status.CLAIMED, claim=claim.token, claimed_at=Now())
    if unwanted:
        _rows(unwanted).update(status=Status.DROPPED)
    return claim


@transaction.atomic
def end(issue: Issue) -> None:
    """Note that an issue has gone to all its readers, if it has."""
    Issue.objects.hold(issue)
    if issue.status == Issue.Status.SENDING and not issue.deliveries.open().exists():
        issue.end(moment.of_database())


def tidy() -> None:
    """Give back what senders took that are gone, and list what they may or may not have sent."""
    claimed = Delivery.objects.lapsed(Status.CLAIMED)
    for doubtful in (Delivery.objects.lapsed(Status.HANDOVER), durability.outlived(claimed)):
        doubtful.update(status=Status.IN_DOUBT)
    claimed.release()
    for issue in Issue.objects.sending():
        if not issue.deliveries.open().exists():
            end(issue)


def _senders():
    """Return how many may be at work: ours, and with PostgreSQL another process, of which nobody knows here."""
    return max(settings.NEWSLETTER_CONNECTIONS, 1 if connection.vendor == "sqlite" else 2)


def _due(issue, readers):
    """Return the letters whose time has come, locked for this sender, each after whether its reader still wants it."""
    due = issue.deliveries.due().select_for_update(skip_locked=True, of=["self"])
    return due.order_by("due_at", "pk").values_list(
        Exists(readers.filter(subscriber=OuterRef("subscriber"))),
        "pk",
        "subscriber",
        "subscriber__email",
        "language",
        "attempts",
        "subscriber__moved_at",
    )


def _rows(letters):
    return Delivery.objects.filter(pk__in=[letter.pk for letter in letters])
