"""Guessing passwords at the door of the desk."""

import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from newsroom.desk import logins
from tests import make

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
PASSWORD = "a long walk by the river"


@pytest.fixture(autouse=True)
def clock():
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    with time_machine.travel(noon, tick=False) as clock:
        yield clock


@pytest.fixture
def ani():
    return make.make_user("editor", username="ani")


def log_in(client, username="ani", password="wrong", source="192.0.2.7"):
    """Try a password; 302 is an open door, 200 the form again."""
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=source)


def guess(client, times, **fields):
    return [log_in(client, **fields).status_code for _ in range(times)]


def test_the_eleventh_guess_waits_though_it_were_right(client, ani):
    assert guess(client, 10) == [200] * 10
    answer = log_in(client, password=PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "Wait 15 minutes" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_after_the_wait_the_door_opens(client, ani, clock):
    guess(client, 11)
    clock.shift(900)
    assert log_in(client, password=PASSWORD).status_code == 302


@pytest.mark.parametrize("name", ["ANI", "Ani", "\uff41ni"])
def test_another_spelling_is_no_other_account(client, ani, name):
    guess(client, 10)
    assert log_in(client, username=name).status_code == 429


def test_one_source_locks_nobody_out_elsewhere(client, ani):
    guess(client, 150)
    assert log_in(client, password=PASSWORD, source="198.51.100.9").status_code == 302


def test_many_sources_together_guess_no_more_than_an_account_bears(client, ani):
    sources = [f"198.51.100.{number}" for number in range(12)]
    answers = [status for source in sources for status in guess(client, 10, source=source)]
    assert answers == [200] * 100 + [429] * 20


def test_an_office_logs_in_together_and_a_list_of_names_does_not(client):
    answers = [
        log_in(client, username=f"user{number}").status_code
        for number in range(logins.MOST_FROM_A_SOURCE + 1)
    ]
    assert answers == [200] * logins.MOST_FROM_A_SOURCE + [429]


def test_somebody_elses_page_uses_nothing_up(ani):
    strict = Client(enforce_csrf_checks=True)
    assert guess(strict, 20) == [403] * 20
    form = strict.get(LOGIN).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    fields = {"username": "ani", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert strict.post(LOGIN, fields, REMOTE_ADDR="192.0.2.7").status_code == 302
