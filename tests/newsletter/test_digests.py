"""Digests that make themselves: when, once, and what becomes of those that were missed."""

import datetime
import logging

import pytest
from django.utils import timezone

from newsletter import digests
from newsletter.models import DigestRule, DigestRun, Issue, Subscription
from newsroom.press import clock
from tests.make import make_article, make_rule
from tests.newsletter.digesting import at, came_of, issues, read, run, story

pytestmark = pytest.mark.django_db


def test_a_digest_goes_out_when_its_time_has_come_and_once():
    make_rule()
    bridge = story("1 18:00")
    run("2 04:59")
    assert issues() == []
    run("2 05:00", "2 05:01", "2 08:00")
    assert issues() == [[bridge]]
    assert Issue.objects.get().status in {Issue.Status.SENDING, Issue.Status.SENT}
    assert came_of() == [("2 05:00", "")]


def test_the_worker_makes_digests_every_minute():
    now = timezone.now()
    due = now - datetime.timedelta(minutes=1)
    make_rule(time_zone="UTC", at=due.time(), since=(now - datetime.timedelta(days=1)).isoformat())
    bridge = make_article()
    clock.tick()
    assert issues() == [[bridge]]


def test_the_next_one_brings_what_is_new_since_the_last():
    make_rule()
    first, second = story("2 04:00"), story("2 12:00")
    run("2 05:00", "3 05:00")
    assert issues() == [[first], [second]]


def test_a_rule_owes_nothing_for_the_time_before_it_was_made():
    make_rule(since="2025-06-02 06:00Z")
    story("2 05:30")
    run("2 06:00", "2 08:00")
    assert came_of() == []


def test_a_rule_that_is_off_makes_nothing_and_owes_nothing_when_it_is_on_again():
    rule = make_rule(is_on=False)
    story("1 18:00")
    yesterday, today = story("2 12:00"), story("3 12:00")
    run("2 05:00", "3 05:00")
    rule.is_on = True
    rule.begin(at("3 06:00"))
    rule.save()
    run("3 06:01")
    assert came_of() == []
    run("4 05:00")
    assert issues() == [[today]]
    assert yesterday not in issues()[0]


def test_another_time_is_no_reason_for_what_was_before():
    rule = make_rule()
    first, second = story("1 18:00"), story("2 05:30")
    run("2 05:00")
    rule.at = datetime.time(6)
    rule.count_from(at("2 08:00"))
    rule.save()
    run("2 08:01", "3 04:00")
    assert issues() == [[first], [second]]


def test_only_the_weekdays_of_the_rule_count():
    make_rule(weekdays="01234", since="2025-06-06 20:00Z")
    friday, saturday = story("6 19:00"), story("7 12:00")
    run("7 05:00", "8 05:00", "9 05:00")
    assert came_of() == [("9 05:00", "")]
    assert issues() == [[saturday, friday]]


def test_a_digest_that_was_missed_goes_out_late_within_its_window():
    make_rule(late_hours=4)
    bridge, mill = story("1 18:00"), story("2 06:00")
    run("2 09:00")
    assert issues() == [[mill, bridge]]


def test_a_digest_is_skipped_after_its_window_and_the_next_one_brings_its_stories():
    make_rule(late_hours=4)
    bridge = story("1 18:00")
    run("2 09:01", "2 09:02")
    assert (issues(), came_of()) == ([], [("2 05:00", "late")])
    run("3 05:00")
    assert (issues(), came_of()) == ([[bridge]], [("2 05:00", "late"), ("3 05:00", "")])


def test_several_that_were_missed_make_one():
    make_rule()
    run("2 04:00")
    missed = [story("4 06:00"), story("3 12:00"), story("2 12:00"), story("1 18:00")]
    run("4 07:00", "4 07:01")
    assert issues() == [missed]
    assert came_of() == [("2 05:00", "late"), ("3 05:00", "late"), ("4 05:00", "")]


def test_of_a_long_time_in_which_nothing_ran_one_week_is_written_down():
    make_rule()
    story("1 18:00")
    run("28 05:00")
    assert len(came_of()) == 7
    assert came_of()[-1] == ("28 05:00", "")


def test_too_few_stories_wait_for_the_next_one():
    make_rule(fewest=2)
    monday, tuesday, wednesday = story("1 18:00"), story("2 12:00"), story("3 12:00")
    run("2 05:00")
    assert (issues(), came_of()) == ([], [("2 05:00", "few")])
    assert DigestRun.objects.get().seen == [monday.pk]
    run("3 05:00", "4 05:00")
    assert issues() == [[tuesday, monday]]
    assert wednesday.pk in DigestRun.objects.get(due_at=at("4 05:00")).seen


def test_a_clock_that_was_wrong_for_a_while_neither_stops_nor_doubles_a_digest():
    make_rule()
    first = story("1 18:00")
    run("20 05:00")
    assert issues() == [[first]]
    second = story("2 12:00")
    run("2 05:00", "3 05:00")
    assert issues() == [[first], [second]]


@pytest.mark.parametrize(
    ("night", "due"), [("2025-03-30", "03-30 01:00"), ("2025-10-26", "10-26 00:30")]
)
def test_on_a_night_on_which_clocks_change_a_digest_goes_once(night, due):
    midnight = datetime.datetime.fromisoformat(f"{night} 00:00Z")
    make_rule(at=datetime.time(2, 30), since=str(midnight - datetime.timedelta(hours=20)))
    make_article(published_at=midnight - datetime.timedelta(hours=12))
    for minutes in range(0, 240, 10):
        digests.run_due(midnight + datetime.timedelta(minutes=minutes))
    assert [f"{run.due_at:%m-%d %H:%M}" for run in DigestRun.objects.all()] == [due]
    assert Issue.objects.count() == 1


def test_a_digest_that_cannot_be_made_holds_up_no_other_and_is_tried_again(monkeypatch, caplog):
    broken, _sound = make_rule(), make_rule()
    bridge = story("1 18:00")
    with caplog.at_level(logging.ERROR), monkeypatch.context() as patch:
        start = digests.sending.start
        patch.setattr(
            digests.sending,
            "start",
            lambda issue: start(issue) if issue.newsletter_id != broken.newsletter_id else 1 / 0,
        )
        run("2 05:00")
    assert (issues(), f"Digest {broken.pk} could not be made" in caplog.text) == ([[bridge]], True)
    run("2 05:01", "2 05:02")
    assert issues() == [[bridge], [bridge]]


def test_a_digest_is_named_after_its_list_and_its_first_story():
    make_rule(read("Morning"))
    story("1 18:00", "A mill\nturns\x07 again")
    story("1 19:00", "Bridge opens " + "and opens " * 25)
    story("1 17:00", "Snow")
    run("2 05:00")
    issue = Issue.objects.get()
    assert issue.subject.startswith("Morning: Bridge opens and opens")
    assert len(issue.subject) == 200
    assert issue.preview_text == "A mill turns again · Snow"
    assert issue.slug.startswith("morning-bridge-opens")
    issue.full_clean()


def test_a_digest_that_just_sends_may_be_under_way_as_long_as_its_window_is_open():
    make_rule(late_hours=3)
    story("1 18:00")
    run("2 05:10")
    assert Issue.objects.get().late_until == at("2 08:00")


@pytest.mark.parametrize(("is_on", "goes_to"), [(True, ["daily", "weekly"]), (False, [""])])
def test_a_list_that_comes_in_both_ways_has_issues_for_each(is_on, goes_to):
    letter = read("Morning", "daily", "weekly")
    make_rule(letter)
    make_rule(letter, cadence="weekly", weekdays="0", is_on=is_on)
    story("1 18:00")
    run("2 05:00")
    assert list(Issue.objects.order_by("pk").values_list("goes_to", flat=True)) == goes_to


def test_what_nobody_receives_is_skipped_until_somebody_does():
    letter = read("Morning", "daily")
    make_rule(letter)
    make_rule(letter, cadence="weekly", weekdays="0")
    bridge = story("1 18:00")
    run("2 05:00")
    assert (issues(), came_of()) == ([[bridge]], [("2 05:00", ""), ("2 05:00", "none")])
    Subscription.objects.update(cadence="weekly")
    run("9 05:00")
    assert issues()[1:] == [[bridge]]


def test_a_rule_that_was_deleted_takes_its_notes_along_and_leaves_its_issues():
    make_rule()
    story("1 18:00")
    run("2 05:00")
    DigestRule.objects.all().delete()
    assert (came_of(), Issue.objects.count()) == ([], 1)
