"""Network addresses of comments are forgotten after some days."""

import datetime
import logging

import pytest
from django.utils import timezone

from comments import sources
from comments.models import Comment
from newsroom.press import clock
from tests.make import make_comment, make_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    """Return comments of 29 and of 31 days ago, one of which came from nowhere."""
    now = timezone.now()
    ages = [datetime.timedelta(days=days) for days in (29, 31, 32)]
    comments = [make_comment(source="192.0.2.7", created_at=now - age) for age in ages]
    make_comment(source=None, created_at=now - ages[1])
    return comments


def still_known():
    return list(Comment.objects.exclude(source=None).order_by("pk").values_list("pk", flat=True))


def test_addresses_are_forgotten_after_thirty_days_and_the_job_says_of_how_many(sent, caplog):
    with caplog.at_level(logging.INFO, "comments.sources"):
        assert [sources.forget(), sources.forget()] == [2, 0]
    assert [record.getMessage() for record in caplog.records] == [
        "Forgot from which network address 2 comments were sent"
    ]
    assert still_known() == [sent[0].pk]


@pytest.mark.parametrize(("days", "left"), [(1, 0), (31, 1), (365, 3)])
def test_an_editor_says_for_how_many_days(sent, days, left):
    make_rules(sources_kept=days)
    sources.forget()
    assert len(still_known()) == left


def test_very_many_are_forgotten_round_after_round_the_oldest_first(sent, monkeypatch):
    monkeypatch.setattr(sources, "A_ROUND", 1)
    assert (sources.forget(), still_known()) == (1, [sent[0].pk, sent[1].pk])
    assert (sources.forget(), still_known()) == (1, [sent[0].pk])


def test_the_worker_does_it_every_minute(sent):
    clock.tick()
    assert still_known() == [sent[0].pk]


def test_what_was_said_stays(sent):
    before = Comment.objects.order_by("pk").values_list("body", "email", "digest")
    kept = list(before)
    sources.forget()
    assert list(before.all()) == kept
