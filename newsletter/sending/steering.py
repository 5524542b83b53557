"""What a person does to an issue on its way: stop it, let it go on, try again what failed."""

from django.db import transaction
from django.db.models.functions import Now

from newsletter.addresses import hidden
from newsletter.models import Delivery, Issue
from newsroom.press import moment

Status = Delivery.Status


def progress(issue: Issue) -> dict[str, int]:
    """Return how many of its readers stand where, by the status of their delivery."""
    return issue.deliveries.counts()


@transaction.atomic
def pause(issue: Issue, remark: str = "") -> None:
    """Let nothing more go out until somebody resumes it; what is just being handed over still goes.

    No address stays in the remark, which others read than the addresses, and for longer.
    """
    Issue.objects.hold(issue)
    if issue.status != Issue.Status.SENDING:
        return
    issue.pause(hidden(remark))
    issue.deliveries.release()


@transaction.atomic
def resume(issue: Issue) -> None:
    """Let an issue that was paused go on."""
    Issue.objects.hold(issue)
    if issue.status == Issue.Status.PAUSED:
        issue.go_on(moment.of_database())


@transaction.atomic
def cancel_rest(issue: Issue) -> None:
    """End an issue: who has not been written to by now will not be."""
    Issue.objects.hold(issue)
    if issue.status not in {Issue.Status.SENDING, Issue.Status.PAUSED}:
        return
    issue.cancel(moment.of_database())
    rest = issue.deliveries.filter(status__in=[Status.QUEUED, Status.CLAIMED])
    rest.update(status=Status.CANCELLED, claim="")


@transaction.atomic
def retry_failed(issue: Issue) -> int:
    """Put what failed back into the queue, and nothing else; return how many that are."""
    Issue.objects.hold(issue)
    if issue.status not in {Issue.Status.SENDING, Issue.Status.PAUSED, Issue.Status.SENT}:
        return 0
    failed = issue.deliveries.filter(status=Status.FAILED)
    count = failed.update(status=Status.QUEUED, claim="", due_at=Now(), attempts=0, answer="")
    if count and issue.status == Issue.Status.SENT:
        issue.go_on(moment.of_database())
    return count
