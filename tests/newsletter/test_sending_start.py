"""What is written down when an issue starts, and what does not start."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsletter import blanks, sending
from newsletter.models import Delivery, Issue, Subscriber
from newsroom.press.models import Edition
from tests.make import make_article, make_issue, make_newsletter, make_subscriber
from tests.together import at_once

pytestmark = pytest.mark.django_db

Status = Issue.Status


def issue_for(*names, **fields):
    """Make an issue of one story whose list these readers receive."""
    newsletter = make_newsletter()
    for name in names:
        make_subscriber(f"{name}@example.com", newsletter)
    return make_issue(newsletter, make_article(), **fields)


def current():
    """Return the number of the edition."""
    return Edition.objects.values_list("number", flat=True).first()


def ledger(issue):
    rows = issue.deliveries.order_by("subscriber__email")
    return list(rows.values_list("subscriber__email", "language", "status"))


def test_everyone_who_receives_the_list_is_written_down_once_in_their_language():
    issue = issue_for("ani", "aram")
    Subscriber.objects.filter(email="ani@example.com").update(language="hy")
    assert sending.start(issue) == 2
    assert ledger(issue) == [
        ("ani@example.com", "hy", "queued"),
        ("aram@example.com", "en", "queued"),
    ]
    assert (issue.status, issue.deliveries.due().count()) == (Status.SENDING, 2)


def test_an_issue_is_printed_once_for_each_language_of_its_readers():
    issue = issue_for("ani", "aram", "nare")
    Subscriber.objects.filter(email="ani@example.com").update(language="hyw")
    sending.start(issue)
    prints = issue.prints.order_by("language")
    assert list(prints.values_list("language", flat=True)) == ["en", "hyw"]
    for each in prints:
        assert blanks.LEAVE in each.text
        assert blanks.LEAVE in each.html


def test_who_does_not_receive_the_list_is_not_written_down():
    issue = issue_for("ani", "bounced", "suppressed", "asleep", "awake")
    now = timezone.now()
    for name, changed in {
        "bounced": {"state": "bounced"},
        "suppressed": {"state": "suppressed"},
        "asleep": {"paused_until": now + timedelta(days=1)},
        "awake": {"paused_until": now - timedelta(days=1)},
    }.items():
        Subscriber.objects.filter(email=f"{name}@example.com").update(**changed)
    make_subscriber("pending@example.com", pending=[issue.newsletter])
    make_subscriber("elsewhere@example.com", make_newsletter())
    make_subscriber("left@example.com", issue.newsletter).subscriptions.all().leave()
    assert sending.start(issue) == 2
    assert [email for email, *_ in ledger(issue)] == ["ani@example.com", "awake@example.com"]


def test_an_issue_for_weekly_readers_goes_to_no_others():
    issue = issue_for("daily", "weekly", goes_to="weekly")
    Subscriber.objects.get(email="weekly@example.com").subscriptions.update(cadence="weekly")
    assert [str(row.subscriber.email) for row in sending.recipients(issue)] == [
        "weekly@example.com"
    ]
    assert sending.start(issue) == 1


def test_a_second_start_changes_nothing():
    issue = issue_for("ani")
    sending.start(issue)
    begun, edition = issue.started_at, current()
    make_subscriber("late@example.com", issue.newsletter)
    assert sending.start(Issue.objects.get()) == 1
    issue.refresh_from_db()
    assert (issue.started_at, current(), Delivery.objects.count()) == (begun, edition, 1)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_send():
    issue = issue_for("ani", "aram")
    at_once(*[lambda: sending.start(Issue.objects.get())] * 4)
    assert (issue.deliveries.count(), issue.prints.count()) == (2, 1)


def test_nothing_starts_without_a_reader():
    issue = issue_for()
    with pytest.raises(sending.Refused, match="Nobody"):
        sending.start(issue)
    issue = Issue.objects.get()
    assert (issue.status, issue.started_at, issue.prints.count()) == (Status.DRAFT, None, 0)


@pytest.mark.parametrize("stories", [[], [{"status": "draft"}]])
def test_nothing_starts_without_a_story_that_readers_may_see(stories):
    newsletter = make_newsletter()
    make_subscriber("ani@example.com", newsletter)
    issue = make_issue(newsletter, *[make_article(**fields) for fields in stories])
    with pytest.raises(sending.Refused, match="stories"):
        sending.start(issue)
    assert (Issue.objects.get().status, Delivery.objects.count()) == (Status.DRAFT, 0)


def test_a_start_moves_the_edition_since_the_issue_has_a_page():
    issue, edition = issue_for("ani"), current()
    sending.start(issue)
    assert current() > edition
    assert list(Issue.objects.published()) == [issue]


def test_a_start_asks_no_more_for_many_readers_than_for_one():
    counts = []
    for readers in (1, 3):
        issue = issue_for(*(f"reader{readers}{n}" for n in range(readers)))
        with CaptureQueriesContext(connection) as queries:
            sending.start(issue)
        counts.append(len(queries))
    assert counts[0] == counts[1]
