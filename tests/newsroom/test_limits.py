"""How often somebody may do something."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory

from newsroom.press import limits
from newsroom.press.models import Hit

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_one_too_many_waits_until_the_span_is_over():
    with time_machine.travel(NOON + timedelta(seconds=50), tick=False) as clock:
        waits = [limits.hit("post", "a", most=2, seconds=60) for _ in range(4)]
        assert waits == [0, 0, 10, 10]
        clock.shift(10)
        assert limits.hit("post", "a", most=2, seconds=60) == 0


def test_each_source_and_each_action_has_its_own_count():
    for _ in range(2):
        limits.hit("post", "a", most=1, seconds=60)
    assert limits.hit("post", "b", most=1, seconds=60) == 0
    assert limits.hit("signup", "a", most=1, seconds=60) == 0


def test_the_table_does_not_say_who_it_was():
    limits.hit("post", "192.0.2.7", most=1, seconds=60)
    row = Hit.objects.values_list("source", "action", "count").get()
    assert "192.0.2.7" not in str(row)
    assert (len(row[0]), *row[1:]) == (64, "post", 1)


def test_counts_of_spans_that_are_over_are_forgotten():
    with time_machine.travel(NOON, tick=False) as clock:
        limits.hit("post", "old", most=1, seconds=60)
        clock.shift(timedelta(days=2))
        limits.hit("post", "new", most=1, seconds=60)
        clock.shift(60)
        limits.forget_old()
    assert [hit.span_start for hit in Hit.objects.all()] == [NOON + timedelta(days=2)]


COUNT = """
import django, json
django.setup()
from newsroom.press.limits import hit
print(json.dumps([hit("post", "someone", most=30, seconds=86400) for _ in range(20)]))
"""


def test_many_workers_together_allow_no_more_than_one_would(start, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    workers = [start("-c", COUNT) for _ in range(3)]
    waits = [wait for worker in workers for wait in json.loads(worker.communicate(timeout=60)[0])]
    assert (len(waits), waits.count(0)) == (60, 30)
    assert Hit.objects.get().count == 60


def address(settings, proxies, remote, forwarded=None):
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return limits.client_address(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers))


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "expected"),
    [
        (0, "192.0.2.7", None, "192.0.2.7"),
        (0, "192.0.2.7", "198.51.100.1", "192.0.2.7"),
        (1, "127.0.0.1", "198.51.100.1", "198.51.100.1"),
        (1, "127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "127.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "127.0.0.1", "198.51.100.1", "127.0.0.1"),
        (1, "127.0.0.1", None, "127.0.0.1"),
        (1, "127.0.0.1", "unknown", "127.0.0.1"),
        (0, "", None, ""),
        (0, "2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::"),
        (0, "2001:db8:1:2:ffff::1", None, "2001:db8:1:2::"),
        (0, "2001:db8:1:3::1", None, "2001:db8:1:3::"),
        (0, "::ffff:192.0.2.7", None, "192.0.2.7"),
    ],
)
def test_a_client_is_whom_the_first_trusted_proxy_saw(
    settings, proxies, remote, forwarded, expected
):
    assert address(settings, proxies, remote, forwarded) == expected
