"""Taking letters in hand: those whose time has come, for readers who want them still, and no two senders the same."""

from django.db import transaction
from django.db.models import Exists, OuterRef
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
