"""Letters that may have arrived or not: a person decides about each, since no program can know."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Coalesce, Now

from newsletter.models import Delivery, Issue
from newsroom.press import moment

Status = Delivery.Status
MAY_GO_ON = {Issue.Status.SENDING, Issue.Status.PAUSED, Issue.Status.SENT}


@transaction.atomic
def settle(issue: Issue, keys: Iterable[int]) -> int:
    """Take those of these letters that are in doubt for sent, and return how many that are."""
    Issue.objects.hold(issue)
    sent = {"status": Status.SENT, "sent_at": Coalesce("handed_over_at", Now())}
    return _in_doubt(issue, keys).update(**sent)


@transaction.atomic
def send_again(issue: Issue, keys: Iterable[int]) -> int:
    """Queue those of these letters that are in doubt, and return how many; their readers may get them twice."""
    Issue.objects.hold(issue)
    if issue.status not in MAY_GO_ON:
        return 0
    count = _in_doubt(issue, keys).update(
        status=Status.QUEUED, claim="", due_at=Now(), attempts=0, answer=""
    )
    if count and issue.status == Issue.Status.SENT:
        issue.go_on(moment.of_database())
    return count


def _in_doubt(issue, keys):
    return issue.deliveries.filter(pk__in=keys, status=Status.IN_DOUBT)
