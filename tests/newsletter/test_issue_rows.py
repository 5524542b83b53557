"""What the database promises about issues and their ledger, whoever writes."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsletter.models import Delivery, DigestRule, DigestRun, Issue, Subscriber
from tests.make import make_article, make_issue, make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db


def refused(function, *args, **kwargs):
    with pytest.raises(IntegrityError), transaction.atomic():
        function(*args, **kwargs)


def test_a_reader_stands_once_in_the_ledger_of_an_issue():
    issue, reader = make_issue(), make_subscriber()
    Delivery.objects.create(issue=issue, subscriber=reader, language="en")
    refused(Delivery.objects.create, issue=issue, subscriber=reader, language="hy")


def test_readers_who_were_erased_still_count():
    issue = make_issue()
    for name in ("ani", "narek"):
        reader = make_subscriber(f"{name}@example.com")
        Delivery.objects.create(issue=issue, subscriber=reader, language="en")
    Subscriber.objects.all().delete()
    assert list(issue.deliveries.values_list("subscriber", flat=True)) == [None, None]


def test_a_story_stands_once_in_an_issue():
    story = make_article()
    refused(make_issue, None, story, story)


def test_a_delivery_that_was_sent_says_when():
    refused(Delivery.objects.create, issue=make_issue(), language="en", status="sent")


@pytest.mark.parametrize(
    ("status", "missing"),
    [("scheduled", "send_at"), ("sending", "started_at"), ("sent", "ended_at")],
)
def test_an_issue_that_has_come_far_says_when(status, missing):
    times = {name: timezone.now() for name in ("send_at", "started_at", "ended_at")}
    refused(make_issue, status=status, **times | {missing: None})


def test_a_rule_falls_due_once_a_moment():
    rule = DigestRule.objects.create(newsletter=make_newsletter(), at="07:00")
    now = timezone.now()
    DigestRun.objects.create(rule=rule, due_at=now, ran_at=now, skipped="few")
    refused(DigestRun.objects.create, rule=rule, due_at=now, ran_at=now)


def test_a_rule_falls_due_on_some_day():
    refused(DigestRule.objects.create, newsletter=make_newsletter(), at="07:00", weekdays="")


def test_readers_see_what_has_begun_to_go_out_of_lists_that_they_are_offered():
    now = timezone.now()
    make_issue()
    make_issue(status="scheduled", send_at=now)
    make_issue(make_newsletter(is_public=False), status="sending", started_at=now)
    make_issue(status="cancelled", ended_at=now)
    begun = [
        make_issue(status="sending", started_at=now),
        make_issue(status="sent", started_at=now, ended_at=now),
    ]
    assert set(Issue.objects.published()) == set(begun)
