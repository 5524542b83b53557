"""Guessing codes: how often, from where, and who is not locked out by it."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from newsroom.desk import logins
from tests import make
from tests.newsroom.codes import LOGIN, PASSWORD, SECOND, code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

OFFICE, ELSEWHERE = "192.0.2.7", "198.51.100.9"


def make_editor(name):
    """Make an editor with an app; return what the app knows."""
    secret = generate_totp_secret()
    TOTP.activate(make.make_user("editor", username=name), secret)
    return secret


def at_the_second_step(name="ani", source=OFFICE):
    client = Client(REMOTE_ADDR=source)
    client.post(LOGIN, {"username": name, "password": PASSWORD})
    return client


def guess(client, times):
    return [client.post(SECOND, {"code": "000000"}).status_code for _ in range(times)]


def test_the_eleventh_code_waits_though_it_were_right(clock):
    secret = make_editor("ani")
    client = at_the_second_step()
    assert guess(client, 10) == [200] * 10
    answer = client.post(SECOND, {"code": code(secret)})
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "Wait 15 minutes" in answer.content.decode()
    clock.shift(900)
    client = at_the_second_step()
    assert client.post(SECOND, {"code": code(secret)}).status_code == 302


def test_beginning_again_gives_no_more_guesses():
    make_editor("ani")
    assert guess(at_the_second_step(), 10) == [200] * 10
    assert guess(at_the_second_step(), 1) == [429]


def test_a_colleague_at_the_next_desk_is_not_locked_out():
    make_editor("ani")
    secret = make_editor("lia")
    guess(at_the_second_step("ani"), 15)
    assert at_the_second_step("lia").post(SECOND, {"code": code(secret)}).status_code == 302


def test_a_whole_office_shows_its_codes_at_nine():
    people = {f"user{number}": make_editor(f"user{number}") for number in range(40)}
    answers = [
        at_the_second_step(name).post(SECOND, {"code": code(secret)}).status_code
        for name, secret in people.items()
    ]
    assert answers == [302] * 40


def test_somebody_elsewhere_locks_nobody_out_of_their_own_place():
    secret = make_editor("ani")
    guess(at_the_second_step(source=ELSEWHERE), 25)
    assert at_the_second_step().post(SECOND, {"code": code(secret)}).status_code == 302


def test_many_places_together_guess_no_more_than_a_code_bears():
    make_editor("ani")
    sources = [f"198.51.100.{number}" for number in range(5)]
    answers = [
        status for source in sources for status in guess(at_the_second_step(source=source), 10)
    ]
    assert answers == [200] * logins.MOST_CODES_IN_ALL + [429] * 20


def test_codes_asked_for_once_more_are_counted_too():
    secret = make_editor("ani")
    client = at_the_second_step()
    client.post(SECOND, {"code": code(secret)})
    again = [client.post("/admin/account/code/", {"code": "000000"}).status_code for _ in range(10)]
    assert again == [200] * 9 + [429]


def test_somebody_elses_page_uses_no_code_up():
    make_editor("ani")
    strict = Client(enforce_csrf_checks=True, REMOTE_ADDR=OFFICE)
    assert guess(strict, 20) == [403] * 20
    assert guess(at_the_second_step(), 10) == [200] * 10
