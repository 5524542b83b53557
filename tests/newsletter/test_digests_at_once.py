"""Several workers turn the minute hand in the same moment."""

import time

import pytest

from newsletter import sending
from newsletter.models import Delivery, DigestRun, Issue
from newsroom.press.models import Letter
from tests.make import make_rule, make_user
from tests.newsletter.digesting import issues, run, story
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_workers_one_makes_the_digest():
    make_rule()
    bridge = story("1 18:00")
    at_once(*[lambda: run("2 05:00")] * 4)
    assert issues() == [[bridge]]
    assert (DigestRun.objects.count(), Delivery.objects.count()) == (1, 1)


def test_of_many_workers_one_asks():
    make_user("editor", email="editor@example.org")
    make_rule(asks_first=True)
    story("1 18:00")
    at_once(*[lambda: run("2 05:00", "2 05:01")] * 3)
    assert (Issue.objects.count(), Letter.objects.count()) == (1, 1)


def test_of_many_workers_one_writes_down_why_there_is_none():
    make_rule()
    at_once(*[lambda: run("4 05:00")] * 3)
    assert list(DigestRun.objects.values_list("skipped", flat=True)) == ["few", "late", "late"]


@pytest.mark.parametrize("later", [0, 0.01, 0.02, 0.05])
def test_what_somebody_sends_in_the_moment_of_the_next_one_is_sent_once(later):
    make_rule(asks_first=True)
    first, second = story("1 18:00"), story("2 12:00")
    run("2 05:00")
    draft = Issue.objects.get()

    def make_the_next():
        time.sleep(later)
        run("3 05:00")

    at_once(lambda: sending.start(Issue.objects.get(pk=draft.pk)), make_the_next)
    draft.refresh_from_db()
    gave_way = draft.status == Issue.Status.CANCELLED
    assert issues() == [[first], [second, first] if gave_way else [second]]
    assert draft.deliveries.count() == (0 if gave_way else 1)
