"""An issue before it goes out: what it begins with, its name, its time, and two people who write it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter import issues
from newsletter.models import Issue
from tests.make import make_article, make_issue, make_newsletter, make_user

pytestmark = pytest.mark.django_db


def ago(**time):
    return timezone.now() - timedelta(**time)


def new(subject="Morning", **fields):
    return Issue(newsletter=make_newsletter(), subject=subject, **fields)


def test_the_first_issue_of_a_list_begins_with_the_newest_stories_of_its_language():
    older = make_article(published_at=ago(days=2))
    newer = make_article(published_at=ago(hours=2))
    make_article(language="hy")
    make_article(status="draft", published_at=None)
    make_article(published_at=timezone.now() + timedelta(hours=1))
    assert issues.latest(make_newsletter()) == [newer, older]


def test_an_issue_begins_with_no_more_than_twelve_stories():
    stories = [make_article(published_at=ago(hours=hours)) for hours in range(1, 15)]
    assert issues.latest(make_newsletter()) == stories[:12]


def test_the_next_issue_begins_with_what_came_since_the_last_one_was_begun():
    letter, other = make_newsletter(), make_newsletter()
    make_article(published_at=ago(days=3))
    had = make_article(published_at=ago(hours=5))
    too_late_for_it = make_article(published_at=ago(hours=4))
    last = make_issue(letter, had, status="sent", started_at=ago(hours=3), ended_at=ago(hours=3))
    Issue.objects.filter(pk=last.pk).update(created_at=ago(hours=6))
    make_issue(letter, too_late_for_it)  # a draft, which nobody has read
    make_issue(other, too_late_for_it, status="sending", started_at=ago(hours=1))
    newest = make_article(published_at=ago(hours=1))
    assert issues.latest(letter) == [newest, too_late_for_it]


def test_an_issue_may_begin_with_what_came_since_a_moment():
    make_article(published_at=ago(days=2))
    newer = make_article(published_at=ago(hours=2))
    assert issues.latest(make_newsletter(), since=ago(days=1)) == [newer]


def test_an_issue_is_saved_with_its_stories_in_their_order_each_once():
    ani, first, second = make_user("editor"), make_article(), make_article()
    issue = issues.save(new(), [second, first, second], by=ani)
    places = [place.article for place in issue.places.select_related("article")]
    assert (places, issue.created_by, issue.saved_by) == ([second, first], ani, ani)


def test_the_second_save_leaves_the_places_that_it_names():
    first, second = make_article(), make_article()
    issue = issues.save(new(), [first, second])
    issues.save(issue, [second])
    assert [place.article for place in issue.places.all()] == [second]


def test_an_issue_has_an_address_made_of_its_subject_in_any_script():
    issue = issues.save(new("Առավոտյան լուրեր"), [])
    assert issue.slug == "aravotyan-lurer"
    issue.subject = "Evening news"
    assert issues.save(issue, []).slug == "evening-news"


def test_the_news_of_every_morning_are_told_apart_by_their_day():
    letter = make_newsletter()
    saved = [issues.save(Issue(newsletter=letter, subject="Morning"), []) for _ in range(3)]
    day = f"{timezone.localdate():%Y-%m-%d}"
    assert [issue.slug for issue in saved] == ["morning", f"morning-{day}", f"morning-{day}-2"]


def test_who_saves_without_having_seen_the_newest_is_refused_and_told_what_it_is():
    issue = issues.save(new(), [])
    hers = Issue.objects.get(pk=issue.pk)
    hers.subject = "Hers"
    issues.save(hers, [], seen=hers.version)
    issue.subject = "Mine"
    with pytest.raises(issues.Stale) as stale:
        issues.save(issue, [], seen=issue.version)
    assert (stale.value.issue, stale.value.issue.subject) == (hers, "Hers")
    assert Issue.objects.get().subject == "Hers"
    assert issues.save(issue, [], seen=hers.version).subject == "Mine"


def test_a_draft_that_was_deleted_while_somebody_wrote_it_is_there_again():
    issue = issues.save(new(), [])
    Issue.objects.all().delete()
    issues.save(issue, [make_article()], seen=issue.version)
    assert Issue.objects.get().places.count() == 1


@pytest.mark.parametrize("status", ["scheduled", "held", "sending", "sent"])
def test_only_a_draft_is_written(status):
    times = {"scheduled": {}, "held": {}, "sending": {"started_at": ago(hours=1)}}
    times["sent"] = {"started_at": ago(hours=1), "ended_at": ago(hours=1)}
    issue = make_issue(status=status, send_at=ago(hours=1), **times[status])
    with pytest.raises(issues.Stale):
        issues.save(issue, [])


def test_an_issue_is_given_a_time_and_may_be_taken_back():
    ani, at = make_user("editor"), timezone.now() + timedelta(hours=3)
    issue = issues.save(new(), [])
    issues.schedule(issue, at, by=ani)
    issue.refresh_from_db()
    assert (issue.status, issue.send_at, issue.saved_by) == (Issue.Status.SCHEDULED, at, ani)
    issues.unschedule(issue, by=ani)
    issue.refresh_from_db()
    assert (issue.status, issue.send_at) == (Issue.Status.DRAFT, None)


def test_what_waits_for_a_decision_gets_another_time_and_its_remark_goes():
    issue = make_issue(status="held", send_at=ago(hours=3), remark="Three hours late.")
    at = timezone.now() + timedelta(hours=3)
    issues.schedule(issue, at, by=None)
    issue.refresh_from_db()
    assert (issue.status, issue.send_at, issue.remark) == (Issue.Status.SCHEDULED, at, "")


def test_what_was_changed_since_it_was_looked_at_gets_no_time():
    issue = issues.save(new(), [])
    issues.save(Issue.objects.get(), [])
    with pytest.raises(issues.Stale):
        issues.schedule(issue, timezone.now(), by=None, seen=issue.version)


def test_what_has_begun_is_neither_deleted_nor_taken_back_nor_given_a_time():
    issue = make_issue(status="sending", started_at=ago(hours=1))
    for verb in (
        issues.delete,
        issues.unschedule,
        lambda issue: issues.schedule(issue, timezone.now(), by=None),
    ):
        with pytest.raises(issues.Stale):
            verb(issue)
    assert Issue.objects.get().status == Issue.Status.SENDING


def test_a_draft_is_deleted_with_its_places():
    issue = make_issue(None, make_article())
    issues.delete(issue)
    assert not Issue.objects.exists()
