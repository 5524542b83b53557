"""Which stories a digest brings, and in which order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing, slots
from articles.models import Reads
from newsletter.digests import stories
from newsletter.models import Issue
from tests.make import make_article, make_rule, make_section, make_user
from tests.newsletter.digesting import at, issues, read, run, story

pytestmark = pytest.mark.django_db


def pin(*articles):
    front = slots.of_language("en")
    pins = {place: slots.Pin(article) for place, article in enumerate(articles)}
    change = slots.newest_change(front)
    slots.arrange(front, pins, by=None, seen=change.pk if change else 0)


def count(article, times, day="2025-06-01"):
    Reads.objects.create(article=article, day=day, times=times)


def test_only_what_readers_have_and_in_the_language_of_the_list():
    make_rule()
    bridge = story("1 18:00")
    story("1 18:00", language="hy")
    story("1 18:00", status="withdrawn")
    story("1 18:00", status="review")
    story("2 05:01")
    run("2 05:00")
    assert issues() == [[bridge]]


def test_the_sections_of_the_rule_with_those_below_them():
    world, culture = make_section(), make_section()
    diaspora, sport = make_section(parent=world), make_section()
    make_rule(None, world, culture)
    below, also = story("1 18:00", section=diaspora), story("1 17:00", section=sport)
    also.also_in.set([world, culture])
    publishing.save(also, by=None)
    story("1 16:00", section=sport)
    run("2 05:00")
    assert issues() == [[below, also]]


def test_best_first_is_what_is_pinned_then_what_is_read_then_what_is_new():
    make_rule()
    quiet, newest = story("1 10:00"), story("1 20:00")
    read_most, read_some = story("1 11:00"), story("1 19:00")
    lead, second = story("1 12:00"), story("1 13:00")
    pin(lead, second)
    count(read_most, 500)
    count(read_most, 9000, "2025-05-01")
    count(read_some, 600)
    count(read_most, 200, "2025-06-02")
    run("2 05:00")
    assert issues() == [[lead, second, read_most, read_some, newest, quiet]]


def test_newest_first_where_the_rule_says_so():
    make_rule(order="newest")
    older, newer = story("1 18:00"), story("1 19:00")
    pin(older)
    count(older, 500)
    run("2 05:00")
    assert issues() == [[newer, older]]


def test_no_more_than_the_rule_says_and_what_was_left_out_does_not_come_later():
    make_rule(at_most=2, order="newest")
    for hour in range(10, 14):
        story(f"1 {hour}:00", f"Of {hour}")
    run("2 05:00")
    after = story("2 12:00")
    run("3 05:00")
    assert [len(each) for each in issues()] == [2, 1]
    assert issues()[1] == [after]


def test_a_story_of_the_very_minute_comes_once_and_is_not_lost():
    make_rule()
    before, on_time, within = story("2 04:59"), story("2 05:00"), story("2 05:00")
    planned = story("2 05:01")
    run("2 05:00", "3 05:00")
    assert issues() == [[within, on_time, before], [planned]]


def test_a_story_whose_saving_ended_after_the_digest_comes_in_the_next():
    make_rule()
    bridge = story("2 04:00")
    run("2 05:00")
    saved_late = story("2 04:59")
    dated_back = story("1 20:00")
    run("3 05:00", "4 05:00")
    assert issues() == [[bridge], [saved_late, dated_back]]


def test_a_scheduled_story_comes_when_its_time_has_come():
    make_rule()
    planned, bridge = story("2 20:00"), story("1 18:00")
    run("2 05:00", "3 05:00")
    assert issues() == [[bridge], [planned]]


def test_a_story_that_was_withdrawn_is_not_in_the_next_one_and_does_not_come_again():
    make_rule()
    bridge, mill = story("1 18:00"), story("1 19:00")
    run("2 05:00")
    mill.withdraw("Wrong")
    publishing.save(mill, by=None)
    wrong = story("2 12:00")
    wrong.withdraw("Wrong")
    publishing.save(wrong, by=None)
    snow = story("2 13:00")
    run("3 05:00")
    mill.make_ready()
    mill.published_at = at("1 19:00")
    publishing.save(mill, by=None)
    rain = story("3 12:00")
    run("4 05:00")
    assert issues() == [[mill, bridge], [snow], [rain]]


def test_what_an_editor_makes_by_hand_takes_nothing_from_the_digest():
    rule = make_rule()
    bridge = story("1 18:00")
    by_hand = Issue.objects.create(
        newsletter=rule.newsletter, slug="x", subject="x", status="sent",
        started_at=at("2 04:00"), ended_at=at("2 04:00"),
    )  # fmt: skip
    by_hand.places.create(article=bridge)
    run("2 05:00")
    assert issues()[1] == [bridge]


def test_two_digests_of_one_list_each_bring_everything():
    letter = read("Week", "daily", "weekly")
    make_rule(letter)
    make_rule(letter, cadence="weekly", weekdays="6")
    days = [story(f"{day} 12:00") for day in range(2, 6)]
    run(*[f"{day} 05:00" for day in range(2, 9)])
    assert [each for each in issues() if len(each) > 1] == [days[::-1]]


def test_choosing_costs_the_same_for_one_story_and_for_many():
    rule, counts = make_rule(), []
    editor = make_user("editor")
    for more in (1, 3):
        for _ in range(more):
            make_article(published_at=at("1 18:00"), editor=editor)
        with CaptureQueriesContext(connection) as queries:
            stories.load(stories.fresh(rule, at("2 05:00")))
        counts.append(len(queries))
    assert counts == [7, 7]
