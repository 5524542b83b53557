"""The minute hand."""

import pytest

from newsroom.press import clock, jobs, limits, mail


@pytest.fixture(autouse=True)
def empty_clock(monkeypatch):
    monkeypatch.setattr(clock, "_work", [])


def test_what_fails_stops_nothing_else(caplog):
    done = []

    @clock.every_minute
    def fails():
        raise ValueError("broken")

    clock.every_minute(lambda: done.append("second"))
    clock.tick()
    assert done == ["second"]
    assert [record.getMessage() for record in caplog.records] == [
        f"{__name__}.fails failed on the clock"
    ]


def test_work_registered_twice_is_done_once():
    done = []

    def work():
        done.append("once")

    clock.every_minute(work)
    clock.every_minute(work)
    clock.tick()
    assert done == ["once"]


def test_the_press_has_its_own_work_on_the_clock():
    from django.apps import apps

    apps.get_app_config("press").ready()
    assert clock._work == [
        jobs.reap,
        mail.deliver_due,
        mail.forget_old,
        limits.forget_old,
        jobs.forget_old,
    ]
