"""Issues that make themselves: what fell due is made once, whoever turns the clock, or skipped with the reason."""

import datetime
import logging

from django.db import transaction

from newsletter import issues, sending
from newsletter.digests import asking, stories, writing
from newsletter.models import DigestRule, DigestRun, Issue
from newsroom.press import moment, turns

logger = logging.getLogger(__name__)

Skipped = DigestRun.Skipped


def run_due(now: datetime.datetime | None = None) -> None:
    """Make what has fallen due, by the database's clock unless told; any number of workers may do it at once."""
    now = now or moment.of_database()
    for rule in DigestRule.objects.on():
        try:
            if rule.owes(now):
                _run(rule.pk, now)
        except Exception:  # one that breaks is tried again in a minute, and holds up no other
            logger.exception("Digest %s could not be made", rule.pk)


@transaction.atomic
def _run(pk, now):
    """Make one issue of all that a rule owes, unless somebody was quicker: its row tells, and only one has it."""
    turns.take(issues.TURN)
    rule = _held(pk)
    owed = rule.owes(now) if rule else []
    for missed in reversed(owed[1:]):
        _skip(rule, missed, now, Skipped.TOO_LATE)
    for due in owed[:1]:
        _fall_due(rule, due, now)


def _held(pk):
    rules = DigestRule.objects.on().select_for_update(of=["self"])
    return rules.select_related("newsletter").filter(pk=pk).first()


def _fall_due(rule, due, now):
    """Make what fell due, or write down why not; its draft that nobody has sent makes room for the new one."""
    unsent = list(
        Issue.objects.asking().filter(digest_run__rule=rule).select_for_update(of=["self"])
    )
    fresh = stories.fresh(rule, now)
    if why := _objection(rule, due, now, fresh):
        _skip(rule, due, now, why, fresh)
        return
    for issue in unsent:
        issue.give_way(now)
    _make(rule, due, now, fresh)


def _objection(rule, due, now, fresh):
    if now > rule.may_be_late_until(due):
        return Skipped.TOO_LATE
    if len(fresh) < rule.fewest:
        return Skipped.TOO_FEW
    return "" if sending.recipients(writing.empty(rule)).exists() else Skipped.NOBODY


def _make(rule, due, now, fresh):
    issue = writing.write(rule, due, stories.load(fresh[: rule.at_most]))
    rule.runs.create(due_at=due, ran_at=now, issue=issue, seen=fresh)
    if rule.asks_first:
        asking.ask(rule, issue)
    else:
        sending.start(issue)


def _skip(rule, due, now, why, fresh=()):
    rule.runs.create(due_at=due, ran_at=now, skipped=why, seen=list(fresh))
