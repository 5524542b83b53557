"""Logins in the admin: a password that somebody else chose lasts until the first login."""

import pytest
from django.urls import reverse

from newsroom.models import User
from tests.make import make_user

pytestmark = pytest.mark.django_db

CHOSEN = {"password1": "a boat on a lake", "password2": "a boat on a lake"}


@pytest.fixture
def boss(client):
    user = make_user(is_superuser=True)
    client.force_login(user)
    return user


def test_a_new_login_chooses_a_password_of_its_own_first(client, boss):
    data = CHOSEN | {"username": "narek", "usable_password": "true"}
    assert client.post(reverse("admin:newsroom_user_add"), data).status_code == 302
    user = User.objects.get(username="narek")
    assert (user.check_password("a boat on a lake"), user.must_change_password) == (True, True)


def test_so_does_somebody_whose_password_was_set(client, boss):
    user = make_user("reporter")
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    assert client.post(address, CHOSEN | {"usable_password": "true"}).status_code == 302
    user.refresh_from_db()
    assert (user.check_password("a boat on a lake"), user.must_change_password) == (True, True)
    client.force_login(user)
    assert client.get("/admin/").url == reverse("admin:password_change")


def test_one_s_own_password_is_changed_where_the_old_one_is_asked_for(client, boss):
    address = reverse("admin:auth_user_password_change", args=[boss.pk])
    for answer in (client.get(address), client.post(address, CHOSEN | {"usable_password": "true"})):
        assert (answer.status_code, answer.url) == (302, reverse("admin:password_change"))
    boss.refresh_from_db()
    assert not boss.check_password("a boat on a lake")


def test_a_login_without_a_password_has_none_to_change(client, boss):
    data = {"username": "narek", "usable_password": "false"}
    assert client.post(reverse("admin:newsroom_user_add"), data).status_code == 302
    user = User.objects.get(username="narek")
    assert (user.has_usable_password(), user.must_change_password) == (False, False)
