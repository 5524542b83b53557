"""A person stops an issue on its way, lets it go on, ends it, tries again what failed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from newsletter import sending
from newsletter.models import Delivery, Issue
from newsletter.models.delivery import LEASE
from newsletter.sending import claiming, durability
from newsletter.sending.durability import UNKNOWN
from tests.make import make_issue, make_subscriber

pytestmark = pytest.mark.django_db

Status = Delivery.Status


@pytest.fixture
def issue():
    """An issue on its way with a reader in every state."""
    now = timezone.now()
    issue = make_issue(status="sending", started_at=now, watched_at=now)
    for status in Status.values:
        Delivery.objects.create(
            issue=issue,
            subscriber=make_subscriber(f"{status}@example.com"),
            language="en",
            status=status,
            claim="somebody's" if status in {"claimed", "handover", "doubt"} else "",
            claimed_at=now,
            sent_at=now,
            attempts=3,
            answer="550 No",
        )
    return issue


def states(issue):
    """Return what changed, by what it was before."""
    rows = issue.deliveries.values_list("subscriber__email", "status")
    before_and_after = ((email.partition("@")[0], status) for email, status in rows)
    return {before: after for before, after in before_and_after if before != after}


def test_progress_counts_every_state(issue):
    issue.deliveries.filter(status="sent").update(status="failed")
    assert sending.progress(issue) == dict.fromkeys(Status.values, 1) | {"sent": 0, "failed": 2}


def test_a_pause_takes_back_what_was_taken_and_nothing_else(issue):
    sending.pause(issue)
    assert (issue.status, states(issue)) == (Issue.Status.PAUSED, {"claimed": "queued"})
    assert list(Issue.objects.sending()) == []
    sending.resume(issue)
    assert (issue.status, states(issue)) == (Issue.Status.SENDING, {"claimed": "queued"})
    assert list(Issue.objects.sending()) == [issue]


@pytest.mark.parametrize("first", [lambda issue: None, sending.pause])
def test_to_cancel_the_rest_ends_what_has_not_begun(issue, first):
    first(issue)
    sending.cancel_rest(issue)
    assert states(issue) == {"claimed": "cancelled", "queued": "cancelled"}
    assert (issue.status, issue.ended_at is None) == (Issue.Status.CANCELLED, False)


def test_only_the_failed_are_tried_again(issue):
    assert sending.retry_failed(issue) == 1
    assert states(issue) == {"failed": "queued"}
    again = issue.deliveries.get(subscriber__email="failed@example.com")
    assert (again.attempts, again.answer) == (0, "")
    assert again in issue.deliveries.due()


def test_to_try_again_what_failed_opens_an_issue_that_had_ended(issue):
    Issue.objects.update(status="sent", ended_at=timezone.now())
    sending.retry_failed(issue)
    assert (issue.status, issue.ended_at) == (Issue.Status.SENDING, None)
    issue.deliveries.filter(status="queued").update(status="sent")
    Issue.objects.update(status="sent", ended_at=timezone.now())
    assert sending.retry_failed(issue) == 0
    assert issue.status == Issue.Status.SENT


@pytest.mark.parametrize("verb", [sending.pause, sending.resume, sending.cancel_rest])
@pytest.mark.parametrize("status", ["draft", "sent", "cancelled"])
def test_what_is_not_on_its_way_cannot_be_stopped(verb, status):
    now = timezone.now()
    times = {} if status == "draft" else {"started_at": now, "ended_at": now}
    issue = make_issue(status=status, **times)
    verb(issue)
    assert Issue.objects.get().status == status
    assert sending.retry_failed(issue) == 0


def test_what_senders_took_that_are_gone_goes_back_and_what_they_may_have_sent_is_in_doubt(issue):
    names = ("claimed", "handover")
    of_the_gone = issue.deliveries.filter(subscriber__email__in=[f"{n}@example.com" for n in names])
    claiming.tidy()
    assert states(issue) == {}
    of_the_gone.update(claimed_at=timezone.now() - LEASE - timedelta(seconds=1))
    for token in (durability.new_claim(), UNKNOWN):
        of_the_gone.update(claim=token)
    claiming.tidy()
    assert states(issue) == {"claimed": "queued", "handover": "doubt"}


def test_on_sqlite_what_was_in_hand_when_the_machine_died_is_in_doubt(issue, monkeypatch):
    before = durability.new_claim()
    monkeypatch.setattr(durability, "life_of_this_machine", lambda: "reborn..")
    taken = issue.deliveries.filter(status="claimed")
    taken.update(claim=before, claimed_at=timezone.now() - LEASE - timedelta(seconds=1))
    claiming.tidy()
    expected = {"sqlite": "doubt", "postgresql": "queued"}[connection.vendor]
    assert states(issue) == {"claimed": expected}


def test_on_sqlite_a_sender_takes_fewer_in_hand():
    expected = {"sqlite": [200, 5], "postgresql": [500, 5]}[connection.vendor]
    assert [durability.most_in_hand(500), durability.most_in_hand(5)] == expected


@pytest.mark.django_db(transaction=True)
def test_on_sqlite_a_sender_does_not_wait_for_the_disk_with_each_letter():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL waits in a process of its own")

    def synchronous():
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA synchronous").fetchone()[0]

    with durability.swift():
        inside = synchronous()
    assert (inside, synchronous()) == (1, 2)
