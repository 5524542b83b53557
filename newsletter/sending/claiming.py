"""Taking letters in hand: those whose time has come, for readers who want them still, and no two senders the same."""

from django.db import transaction
from django.db.models.functions import Now

from newsletter.models import Delivery, Issue
from newsletter.sending import durability
from newsletter.sending.handover import Claim, Letter
from newsletter.sending.starting import recipients
from newsroom.press import moment

Status = Delivery.Status


@transaction.atomic
def take(issue: Issue, most: int) -> Claim | None:
    """Claim the next letters of an issue, and drop those that are not wanted any more; None when none is due."""
    due = issue.deliveries.due().order_by("due_at", "pk").select_for_update(skip_locked=True)
    rows = list(due.values_list("pk", "subscriber", "language", "attempts")[:most])
    if not rows:
        return None
    wanted = _wanted(issue, [subscriber for _pk, subscriber, *_ in rows])
    letters = [
        Letter(pk, subscriber, email, language, attempts, moved_at)
        for pk, subscriber, language, attempts in rows
        if subscriber in wanted
        for email, moved_at in [wanted[subscriber]]
    ]
    claim = Claim(issue, letters)
    _enter(claim, {pk for pk, *_ in rows})
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


def _wanted(issue, readers):
    """Return the addresses of those among these readers to whom the issue goes now, and when they moved there."""
    rows = recipients(issue).filter(subscriber__in=[reader for reader in readers if reader])
    values = rows.order_by().values_list("subscriber", "subscriber__email", "subscriber__moved_at")
    return {reader: about for reader, *about in values}


def _enter(claim, keys):
    taken = {letter.pk for letter in claim.letters}
    claimed = {"status": Status.CLAIMED, "claim": claim.token, "claimed_at": Now()}
    Delivery.objects.filter(pk__in=taken).update(**claimed)
    Delivery.objects.filter(pk__in=keys - taken).update(status=Status.DROPPED)
