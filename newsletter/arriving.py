"""The door for issues that were made elsewhere: readers find what went out, and nobody is mailed."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext

from newsletter import issues
from newsletter.models import Issue, IssueArticle
from newsroom.press import pages, turns


@transaction.atomic
def bring(
    issue: Issue, stories: Iterable[int], *, begun_at: datetime.datetime | None = None
) -> Issue:
    """Save an issue with its stories, by their keys and in this order, so that nothing of it goes out from here."""
    turns.take(issues.TURN)
    _come_to_rest(issue)
    issue.version += 1
    issue.save()
    if begun_at:
        Issue.objects.filter(pk=issue.pk).update(created_at=begun_at)
    issue.places.all().delete()
    IssueArticle.objects.bulk_create(
        IssueArticle(issue=issue, article_id=key, position=position)
        for position, key in enumerate(dict.fromkeys(stories))
    )
    pages.move()
    return issue


def _come_to_rest(issue: Issue) -> None:
    """Be a draft if nobody got it, and over if somebody did: who was to get the rest is not known here."""
    Status = Issue.Status  # noqa: N806 - a class
    issue.late_until = issue.watched_at = None
    if issue.started_at is None and issue.status != Status.CANCELLED:
        issue.unschedule()
        issue.ended_at = None
        return
    if issue.status not in (Status.SENT, Status.CANCELLED):
        issue.status = Status.CANCELLED
        issue.remark = gettext("It was still going out when the paper moved.")
    issue.ended_at = issue.ended_at or issue.started_at or issue.created_at
