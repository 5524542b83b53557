"""Several workers turn the minute hand in the same moment."""

import pytest

from newsletter.models import Delivery, DigestRun
from tests.make import make_rule
from tests.newsletter.digesting import issues, run, story
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_workers_one_makes_the_digest():
    make_rule()
    bridge = story("1 18:00")
    at_once(*[lambda: run("2 05:00")] * 4)
    assert issues() == [[bridge]]
    assert (DigestRun.objects.count(), Delivery.objects.count()) == (1, 1)


def test_of_many_workers_one_writes_down_why_there_is_none():
    make_rule()
    at_once(*[lambda: run("4 05:00")] * 3)
    assert list(DigestRun.objects.values_list("skipped", flat=True)) == ["few", "late", "late"]
