"""A phone is lost: who may reset a second factor, what that ends, and where it is recorded."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command

from newsroom import permissions
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    user = make.make_user(is_superuser=True, username="boss")
    client.force_login(user)
    return user


@pytest.fixture
def ani():
    return with_factors(make.make_user("editor", username="ani"))


@pytest.fixture
def page(ani):
    return f"/admin/newsroom/user/{ani.pk}/second-factor/"


def with_factors(user):
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


def test_an_admin_resets_a_colleagues_and_the_history_says_so(client, boss, ani, page):
    lia = with_factors(make.make_user("editor"))
    assert f'href="{page}"' in client.get(f"/admin/newsroom/user/{ani.pk}/change/").content.decode()
    assert "Reset the second factor of ani" in client.get(page).content.decode()
    assert Authenticator.objects.count() == 4  # looking does nothing
    assert client.post(page).url == f"/admin/newsroom/user/{ani.pk}/change/"
    assert {row.user for row in Authenticator.objects.all()} == {lia}
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (boss, str(ani.pk))
    assert (
        "Second factor reset."
        in client.get(f"/admin/newsroom/user/{ani.pk}/history/").content.decode()
    )


def test_it_ends_every_session_of_theirs(client, boss, ani, page):
    before = ani.get_session_auth_hash()
    client.post(page)
    ani.refresh_from_db()
    assert ani.get_session_auth_hash() != before


@pytest.mark.parametrize("role", ["reporter", "editor", "moderator"])
def test_others_may_not(client, ani, page, role):
    client.force_login(make.make_user(role))
    assert (client.get(page).status_code, client.post(page).status_code) == (403, 403)
    assert Authenticator.objects.filter(user=ani).count() == 2


def test_who_looks_after_people_may_not_reset_a_superuser(boss):
    keeper = make.make_user()
    keeper.user_permissions.add(Permission.objects.get(codename="change_user"))
    assert permissions.may_reset_second_factor(keeper, make.make_user("editor"))
    assert not permissions.may_reset_second_factor(keeper, boss)


def test_nobody_resets_their_own_there(client, boss):
    with_factors(boss)
    assert client.post(f"/admin/newsroom/user/{boss.pk}/second-factor/").status_code == 403
    assert Authenticator.objects.count() == 2


def test_nobody_is_found_for_an_id_that_is_none(client, boss):
    for number in ("0", "x"):
        assert client.post(f"/admin/newsroom/user/{number}/second-factor/").status_code == 404


def test_the_command_does_it_and_records_it(ani, capsys):
    call_command("reset_second_factor", "ani")
    assert "ani logs in with a password alone now" in capsys.readouterr().out
    assert (Authenticator.objects.count(), LogEntry.objects.get().object_id) == (0, str(ani.pk))


@pytest.mark.parametrize(
    ("name", "answer"),
    [("nobody", "Nobody logs in as nobody."), ("lia", "lia has no second factor.")],
)
def test_the_command_says_where_there_is_nothing_to_do(name, answer):
    make.make_user(username="lia")
    with pytest.raises(CommandError, match=answer):
        call_command("reset_second_factor", name)


def test_the_secrets_have_no_page_in_the_admin(client, boss, ani):
    assert not admin.site.is_registered(Authenticator)
    assert "/admin/mfa/" not in client.get("/admin/").content.decode()
    assert client.get("/admin/mfa/authenticator/").status_code == 404
