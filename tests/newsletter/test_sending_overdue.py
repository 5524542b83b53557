"""What starts by itself, and what has waited so long that a person decides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter import sending
from newsletter.models import Delivery, Issue
from newsletter.models.issue import IssueQuerySet
from newsletter.sending import overdue
from tests.make import make_article, make_issue, make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db

Status = Issue.Status
HOUR = timedelta(hours=1)


def scheduled(ago, *, late_until=None, stories=1, readers=1):
    """An issue that was to go out so long ago."""
    newsletter, now = make_newsletter(), timezone.now()
    for number in range(readers):
        make_subscriber(f"reader{number}-{newsletter.pk}@example.com", newsletter)
    return make_issue(
        newsletter,
        *[make_article() for _ in range(stories)],
        status="scheduled",
        send_at=now - ago,
        late_until=late_until and now + late_until,
    )


def status_after(issue):
    sending.start_due()
    issue.refresh_from_db()
    return issue.status


def test_an_issue_goes_out_at_its_time():
    due, early = scheduled(timedelta(minutes=1)), scheduled(-HOUR)
    assert (status_after(due), status_after(early)) == (Status.SENDING, Status.SCHEDULED)
    assert list(Delivery.objects.values_list("issue", flat=True)) == [due.pk]


def test_what_is_an_hour_late_waits_for_a_person():
    issue = scheduled(HOUR + timedelta(minutes=1))
    assert (status_after(issue), issue.deliveries.count()) == (Status.HELD, 0)
    assert issue.remark.startswith("It was due more than an hour ago")
    sending.start(issue)
    assert (issue.status, issue.remark, issue.deliveries.count()) == (Status.SENDING, "", 1)


def test_a_digest_goes_out_late_within_its_window():
    inside, outside = scheduled(4 * HOUR, late_until=HOUR), scheduled(4 * HOUR, late_until=-HOUR)
    assert (status_after(inside), status_after(outside)) == (Status.SENDING, Status.HELD)


@pytest.mark.parametrize("without", [{"stories": 0}, {"readers": 0}])
def test_what_cannot_start_waits_with_the_reason(without):
    issue = scheduled(timedelta(minutes=1), **without)
    assert status_after(issue) == Status.HELD
    assert issue.remark.startswith("None of" if "stories" in without else "Nobody")


def test_an_issue_that_breaks_holds_up_no_other(monkeypatch, caplog):
    broken, sound = scheduled(timedelta(minutes=2)), scheduled(timedelta(minutes=1))
    start = overdue.start

    def break_down(issue):
        if issue == broken:
            raise RuntimeError
        start(issue)

    monkeypatch.setattr(overdue, "start", break_down)
    assert (status_after(sound), status_after(broken)) == (Status.SENDING, Status.SCHEDULED)
    assert f"Issue {broken.pk} could not be started" in caplog.text


def test_what_was_taken_back_meanwhile_is_left_alone(monkeypatch):
    issue = scheduled(timedelta(minutes=1))
    hold = IssueQuerySet.hold

    def take_back(queryset, issue):
        Issue.objects.update(status="draft")
        hold(queryset, issue)

    monkeypatch.setattr(IssueQuerySet, "hold", take_back)
    assert (status_after(issue), issue.deliveries.count()) == (Status.DRAFT, 0)


def test_a_send_that_nobody_looked_after_for_an_hour_waits_for_a_person():
    issue, fresh = scheduled(timedelta(0)), scheduled(timedelta(0))
    sending.start_due()
    long_ago = timezone.now() - HOUR - timedelta(minutes=1)
    Issue.objects.filter(pk=issue.pk).update(watched_at=long_ago)
    assert list(Issue.objects.sending()) == [fresh]
    overdue.look_after()
    issue.refresh_from_db()
    assert issue.status == Status.PAUSED
    assert issue.remark.startswith("Nothing was there to send it")
    sending.resume(issue)
    overdue.look_after()
    assert set(Issue.objects.sending()) == {issue, fresh}


def test_a_digest_goes_on_by_itself_as_long_as_its_window_is_open():
    digest, too_late = scheduled(timedelta(0)), scheduled(timedelta(0))
    sending.start_due()
    now = timezone.now()
    Issue.objects.update(watched_at=now - 2 * HOUR, late_until=now - timedelta(minutes=1))
    Issue.objects.filter(pk=digest.pk).update(late_until=now + timedelta(minutes=1))
    assert list(Issue.objects.sending()) == [digest]
    overdue.look_after()
    too_late.refresh_from_db()
    assert (too_late.status, list(Issue.objects.sending())) == (Status.PAUSED, [digest])


def test_a_send_that_takes_long_is_looked_after_all_the_while():
    issue = scheduled(timedelta(0))
    sending.start_due()
    before = timezone.now() - timedelta(minutes=59)
    Issue.objects.update(started_at=before - HOUR, watched_at=before)
    overdue.look_after()
    issue.refresh_from_db()
    assert issue.status == Status.SENDING
    assert issue.watched_at > before
