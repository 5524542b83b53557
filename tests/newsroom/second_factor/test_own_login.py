"""One's own login: setting up a second factor, and changing it later."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests import make
from tests.newsroom.codes import (
    ACCOUNT,
    LOGIN,
    PASSWORD,
    code,
    give_code,
    give_password,
    log_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("required", "clock")]

STORIES = "/admin/articles/article/"


def test_who_has_none_is_led_to_it_and_sees_nothing_before(client, ani):
    assert give_password(client, next=STORIES).url == STORIES
    for address in (STORIES, "/admin/", "/admin/password_change/", "/admin/account/sessions/end/"):
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, answer.url) == (302, ACCOUNT)
    page = client.get(ACCOUNT).content.decode()
    assert "With a password alone nobody publishes here." in page


def test_setting_up_an_app_opens_the_desk_and_shows_recovery_codes_once(client, ani):
    give_password(client)
    form = client.get("/admin/account/app/add/")
    secret = re.search(r'<code id="secret">(\w+)</code>', form.content.decode())[1]
    answer = client.post("/admin/account/app/add/", {"code": code(secret)})
    assert answer.url == "/admin/account/recovery-codes/"
    assert len(shown_codes(client)) == 10
    assert shown_codes(client) == []
    assert client.get(STORIES).status_code == 200


def shown_codes(client):
    page = client.get("/admin/account/recovery-codes/").content.decode()
    return re.findall(r"<li><code>(\d{8})</code></li>", page)


def test_a_wrong_first_code_sets_nothing_up(client, ani):
    give_password(client)
    client.get("/admin/account/app/add/")
    answer = client.post("/admin/account/app/add/", {"code": "000000"})
    assert (answer.status_code, Authenticator.objects.count()) == (200, 0)
    assert client.get(STORIES).url == ACCOUNT


def test_a_password_does_not_add_a_factor_where_there_is_one(client, ani):
    client.force_login(ani)
    TOTP.activate(ani, generate_totp_secret())
    for address in ("/admin/account/passkeys/add/", "/admin/account/recovery-codes/new/"):
        assert client.get(address).url.startswith("/admin/account/code/?next=")
    answer = client.post("/admin/account/password/", {"password": PASSWORD})
    assert answer.url.startswith("/admin/account/code/")


def test_changing_something_later_asks_once_more(client, ani, secret, clock):
    log_in(client, secret)
    address = "/admin/account/recovery-codes/new/"
    assert client.get(address).status_code == 200
    clock.shift(301)
    assert client.post(address).url.startswith("/admin/account/code/?next=")
    again = client.post(
        f"/admin/account/code/?next={address}", {"code": code(secret), "next": address}
    )
    assert again.url == "/admin/account/recovery-codes/"  # what was posted is done
    assert len(shown_codes(client)) == 10


def test_the_last_factor_stays_with_those_who_must_have_one(client, ani, secret):
    log_in(client, secret)
    answer = client.post("/admin/account/app/remove/")
    assert "You need a second factor" in answer.content.decode()
    assert Authenticator.objects.count() == 1


def test_others_take_theirs_away_and_the_recovery_codes_go_too(client, ani, secret):
    ani.groups.clear()
    RecoveryCodes.activate(ani)
    log_in(client, secret)
    assert client.post("/admin/account/app/remove/").url == ACCOUNT
    assert Authenticator.objects.count() == 0


def test_the_old_password_is_asked_for_only_once_in_a_while(client, ani, secret):
    log_in(client, secret)
    guesses = [
        client.post("/admin/password_change/", {"old_password": "wrong"}).status_code
        for _ in range(11)
    ]
    assert guesses == [200] * 9 + [429] * 2  # the login was the first


OWN = [
    *("mfa_index", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"),
    *("mfa_generate_recovery_codes", "end_other_sessions", "end_session", "desk_language"),
]


@pytest.mark.parametrize("name", OWN)
def test_a_page_of_one_s_own_login_is_for_who_is_logged_in_to_the_desk(client, ani, name):
    address = reverse(name)
    reader = make.make_user(is_staff=False)
    for somebody in (None, reader):
        if somebody:
            client.force_login(somebody)
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next={address}")


@pytest.mark.parametrize("name", OWN)
def test_a_password_that_was_handed_out_is_changed_first(client, ani, name):
    ani.set_temporary_password(PASSWORD)
    ani.save()
    give_password(client)
    for answer in (client.get(reverse(name)), client.post(reverse(name))):
        assert (answer.status_code, answer.url) == (302, "/admin/password_change/")


def test_who_becomes_an_editor_is_led_to_it_with_the_next_click(client):
    lia = make.make_user("reporter", username="lia")
    give_password(client, "lia")
    assert client.get(STORIES).status_code == 200
    lia.groups.set(make.Group.objects.filter(name="editor"))
    assert client.get(STORIES).url == ACCOUNT


def test_nobody_takes_somebody_elses_passkey_away(client, ani, secret):
    other = make.make_user("editor")
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "A key"})
    log_in(client, secret)
    address = reverse("mfa_remove_webauthn", args=[key.pk])
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_the_last_passkey_stays_too_and_one_of_two_goes(client, ani):
    first, second = (
        Authenticator.objects.create(user=ani, type="webauthn", data={"name": name})
        for name in ("First", "Second")
    )
    codes = RecoveryCodes.activate(ani).generate_codes()
    give_password(client)
    give_code(client, codes[0])
    for key in (first, second):
        client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert [row.pk for row in Authenticator.objects.filter(type="webauthn")] == [second.pk]
    assert "You need a second factor" in client.get("/admin/password_change/").content.decode()
