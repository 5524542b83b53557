"""An issue goes to each of its readers once, or is listed as in doubt, whenever and wherever its senders are stopped.

`make storm` kills more of them (STORM says how many letters there are) and shows what came of it on both databases.
"""

import os
import signal
import time

import psutil
import pytest
from django.db import connection

from newsletter.models import Delivery, Issue, delivery
from newsletter.sending import claiming
from tests.harness.mail_server import Server, serving
from tests.harness.mailing import LEASE, POINTS
from tests.harness.mailstorm import MailStorm, senders
from tests.newsletter.sent import send, started, started_for, states
from tests.newsroom.visitor import wait_until

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

LETTERS = min(int(os.environ.get("STORM", "150")), 20_000)
SENDERS_IN_A_ROUND = len(POINTS) + 3


@pytest.fixture
def environment(database):
    """Where a sender in another process finds the test's database."""
    return os.environ | {"DATABASE_URL": database}


@pytest.fixture(autouse=True)
def _short_lease(monkeypatch):
    monkeypatch.setattr(delivery, "LEASE", LEASE)


@pytest.mark.parametrize("pipelining", [False, True], ids=["one by one", "pipelined"])
@pytest.mark.timeout(240 + LETTERS)
def test_a_letter_arrives_once_or_is_in_doubt_whoever_is_killed(
    settings, environment, record_property, pipelining
):
    rounds = max(1, LETTERS // 500)
    with serving(settings, Server(pipelining=pipelining)) as server:
        storm = MailStorm(started_for(LETTERS), rounds)
        storm.rage(server, settings.EMAIL_PORT, environment)
    record_property(connection.vendor, str(storm))

    assert (storm.doubled, storm.missed_in_silence) == ([], [])
    assert storm.kills == rounds * SENDERS_IN_A_ROUND
    assert rounds * sum(POINTS.values()) <= storm.in_doubt <= storm.kills
    assert storm.said_to_be_sent <= set(storm.arrived)
    assert len(storm.said_to_be_sent) + storm.in_doubt == LETTERS
    assert storm.issue.status == Issue.Status.SENT


@pytest.mark.parametrize("point", ["claimed", "offered", "handed over"])
def test_a_sender_that_was_stopped_past_its_lease_and_goes_on_sends_nothing_twice(
    settings, environment, point
):
    issue = started(*"abcd")
    with serving(settings, Server()) as server, senders(settings.EMAIL_PORT, environment) as start:
        start(point, 1, signal.SIGSTOP)
        stopped = _stopped_sender()
        time.sleep(LEASE.total_seconds())
        claiming.tidy()
        send()
        meanwhile = states(issue)
        stopped.resume()
    claiming.tidy()
    doubtful = ["doubt"] * POINTS[point]
    assert sorted(meanwhile.values()) == doubtful + ["sent"] * (4 - POINTS[point])
    assert sorted(to for _sender, to, _content in server.envelopes) == [
        f"{name}@example.com" for name in "abcd"
    ]
    # What was in doubt went after all, and its sender says so.
    assert set(states(issue).values()) == {"sent"}


def test_senders_in_two_processes_share_an_issue(settings, environment):
    issue = started_for(100)
    with serving(settings, Server()) as server, senders(settings.EMAIL_PORT, environment) as start:
        start("nowhere", 0, 0)
        start("nowhere", 0, 0)
    assert sorted(to for _sender, to, _content in server.envelopes) == sorted(
        issue.deliveries.values_list("subscriber__email", flat=True)
    )
    assert set(states(issue).values()) == {"sent"}
    assert Delivery.objects.values("claim").distinct().count() > 1
    issue.refresh_from_db()
    assert issue.status == Issue.Status.SENT


def _stopped_sender():
    """Return the sender that has stopped itself, once it has."""
    stopped = []

    def find():
        children = psutil.Process().children(recursive=True)
        stopped[:] = [each for each in children if each.status() == psutil.STATUS_STOPPED]
        return stopped

    wait_until(find, seconds=60)
    return stopped[0]
