"""Logging in with more than a password: who has to, and what opens the desk after that."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from newsroom import permissions
from newsroom.desk import accounts
from tests import make
from tests.newsroom.codes import (
    ACCOUNT,
    LOGIN,
    SECOND,
    code,
    give_code,
    give_password,
    log_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("required", "clock")]

STORIES = "/admin/articles/article/"


@pytest.mark.parametrize(
    ("groups", "fields", "must"),
    [
        (["editor"], {}, True),
        ([], {"is_superuser": True}, True),
        (["reporter"], {}, False),
        (["moderator"], {}, False),
        (["newsletter"], {}, False),
        (["editor"], {"is_active": False}, False),
    ],
)
def test_everyone_who_can_publish_must_have_one(groups, fields, must):
    user = make.make_user(*groups, **fields)
    assert permissions.must_use_second_factor(user) == must


@pytest.mark.parametrize("permission", ["change_user", "change_group"])
def test_so_must_who_can_make_somebody_a_publisher(permission):
    user = make.make_user("reporter")
    user.user_permissions.add(make.Permission.objects.get(codename=permission))
    assert permissions.must_use_second_factor(user)


def test_it_can_be_switched_off(settings, ani):
    settings.REQUIRE_SECOND_FACTOR = False
    assert not permissions.must_use_second_factor(ani)


def test_a_reporter_logs_in_with_a_password_alone_and_may_set_one_up(client):
    make.make_user("reporter", username="lia")
    assert give_password(client, "lia").url == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert "With a password alone" not in client.get(ACCOUNT).content.decode()


def test_the_password_alone_opens_nothing(client, secret):
    assert give_password(client).url == SECOND
    assert client.get(STORIES).url == f"{LOGIN}?next={STORIES}"
    assert client.get(SECOND).status_code == 200


def test_the_code_opens_what_was_asked_for(client, secret):
    give_password(client, next=STORIES)
    assert give_code(client, code(secret)).url == STORIES
    assert client.get(STORIES).status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example/", "https://evil.example/", "/\\\\evil.example"]
)
def test_neither_step_leads_to_another_site(client, secret, elsewhere):
    give_password(client, next=elsewhere)
    assert give_code(client, code(secret), next=elsewhere).url == "/admin/"


def test_who_is_logged_in_and_does_not_belong_here_is_told_as_whom(client):
    client.force_login(make.make_user(username="reader", is_staff=False))
    assert "authenticated as reader" in client.get(LOGIN).content.decode()


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_phone_may_be_half_a_minute_off(client, secret, steps):
    assert log_in(client, secret, steps).status_code == 302


@pytest.mark.parametrize("steps", [-3, 3])
def test_an_old_code_opens_nothing(client, secret, steps):
    assert log_in(client, secret, steps).status_code == 200
    assert client.get(STORIES).status_code == 302


def test_a_code_works_once_in_whatever_process(client, secret):
    assert log_in(client, secret).status_code == 302
    another = Client()
    give_password(another)
    cache.clear()  # as in another process
    answer = give_code(another, code(secret))
    assert answer.status_code == 200
    assert "That is not the right code, or it has been used." in answer.content.decode()


def test_a_copy_of_the_database_makes_no_codes(ani, secret):
    codes = RecoveryCodes.activate(ani)
    seed = accounts.SecondFactorAdapter().decrypt(codes.instance.data["seed"])
    said = repr(list(Authenticator.objects.values()))
    assert (len(seed), secret in said, seed in said) == (80, False, False)


def test_under_another_key_nothing_opens_until_the_factor_is_reset(client, ani, secret, settings):
    before, settings.SECRET_KEY = (
        settings.SECRET_KEY,
        "another key, as long as the one before it, or longer",
    )
    assert log_in(client, secret).status_code == 200
    settings.SECRET_KEY_FALLBACKS = [before]
    assert log_in(client, secret, steps=1).status_code == 302


def test_a_recovery_code_works_once(ani, secret):
    codes = RecoveryCodes.activate(ani).generate_codes()
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client)
    assert give_code(first, codes[3]).status_code == 302
    assert give_code(second, codes[3]).status_code == 200
    assert give_code(second, codes[4]).status_code == 302


def test_the_second_step_without_the_first_is_the_first(client, secret):
    for answer in (client.get(SECOND), give_code(client, code(secret))):
        assert (answer.status_code, answer.url) == (302, LOGIN)


def test_who_was_disabled_between_the_steps_gets_in_nowhere(client, ani, secret):
    give_password(client)
    ani.is_active = False
    ani.save()
    give_code(client, code(secret))
    assert client.get(STORIES).url == f"{LOGIN}?next={STORIES}"


def test_the_first_step_ends_after_a_quarter_of_an_hour(client, secret, clock):
    give_password(client)
    clock.shift(16 * 60)
    assert give_code(client, code(secret)).url == LOGIN


def test_a_reader_with_a_login_learns_nothing_of_a_right_password(client):
    make.make_user(username="reader", is_staff=False)
    right = give_password(client, "reader").content.decode()
    wrong = give_password(client, "nobody").content.decode()
    error = r'<p class="errornote">\s*(.+?)\s*</p>'
    assert re.search(error, right)[1] == re.search(error, wrong)[1]


def test_a_session_from_before_the_app_has_to_show_it(client, ani, clock):
    client.force_login(ani)  # by password alone, as before the rule came
    TOTP.activate(ani, secret := generate_totp_secret())
    answer = client.get(STORIES)
    assert answer.url == f"/admin/account/code/?next={STORIES.replace('/', '%2F')}"
    assert client.get("/admin/password_change/").status_code == 302
    assert client.post(answer.url, {"code": code(secret), "next": STORIES}).url == STORIES
    assert client.get(STORIES).status_code == 200


def test_no_query_is_spent_on_it_while_somebody_works(client, secret, settings):
    log_in(client, secret)
    client.get(STORIES)
    counts = []
    for settings.REQUIRE_SECOND_FACTOR in (True, False):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(STORIES).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_logout"]
)
def test_allauth_has_no_other_address_here(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup/", "account/signup/", "account/email/", "accounts/"])
def test_nobody_signs_up(client, path):
    for address in (f"/admin/{path}", f"/{path}"):
        assert client.post(address).status_code in (302, 403, 404, 405)


def test_readers_pages_know_nothing_of_it(client):
    answer = client.get("/")
    assert (answer.status_code, client.cookies) == (200, {})
