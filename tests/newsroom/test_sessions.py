"""When a session at the desk ends, in this browser and in the others."""

import re

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client

from newsroom.desk import browsers as browser_names
from newsroom.models import Session
from newsroom.press import clock
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD, ANOTHER = "a long walk by the river", "a boat on a lake"
END_ONE = "/admin/account/session/end/"
LONG_AGO = "2020-01-01T00:00:00Z"
COOKIE = django_settings.SESSION_COOKIE_NAME


@pytest.fixture
def ani():
    return make.make_user("editor", username="ani")


@pytest.fixture
def browsers(ani):
    """Two browsers in which Ani is logged in, and one of somebody else."""
    make.make_user("editor", username="lia")
    return [logged_in("ani"), logged_in("ani"), logged_in("lia")]


def logged_in(name):
    client = Client()
    client.post("/admin/login/", {"username": name, "password": PASSWORD})
    assert is_open(client)
    return client


def is_open(client):
    return client.get("/admin/articles/article/").status_code == 200


def open_ones(browsers):
    return [is_open(client) for client in browsers]


def test_a_new_password_ends_the_others(browsers):
    fields = {"old_password": PASSWORD, "new_password1": ANOTHER, "new_password2": ANOTHER}
    assert browsers[0].post("/admin/password_change/", fields).status_code == 302
    assert open_ones(browsers) == [True, False, True]


def test_a_password_that_somebody_else_sets_ends_all(browsers, ani, admin_client):
    fields = {"password1": ANOTHER, "password2": ANOTHER, "usable_password": "true"}
    address = f"/admin/newsroom/user/{ani.pk}/password/"
    assert admin_client.post(address, fields).status_code == 302
    assert open_ones(browsers) == [False, False, True]


def test_disabling_ends_all_and_enabling_brings_none_back(browsers, ani):
    ani.is_active = False
    ani.save()
    assert open_ones(browsers) == [False, False, True]
    ani.is_active = True
    ani.save()
    assert open_ones(browsers) == [False, False, True]


def test_so_it_is_where_nobody_came_in_between(browsers, ani):
    for ani.is_active in (False, True):
        ani.save(update_fields=["is_active"])
    assert open_ones(browsers) == [False, False, True]


def test_logging_out_ends_this_one_even_for_who_copied_its_cookie(browsers):
    thief = Client()
    thief.cookies[COOKIE] = browsers[0].cookies[COOKIE].value
    assert is_open(thief)
    browsers[0].post("/admin/logout/")
    assert not is_open(thief)
    assert open_ones(browsers) == [False, True, True]


def test_one_ends_one_s_other_sessions(browsers):
    page = browsers[0].get("/admin/account/").content.decode()
    assert 'action="/admin/account/sessions/end/"' in page
    assert browsers[0].post("/admin/account/sessions/end/").status_code == 302
    assert open_ones(browsers) == [True, False, True]


def listed(client):
    page = client.get("/admin/account/").content.decode()
    lines = re.findall(r'value="(\w+)">\s*([^<]*?),\s+since', page)
    return {browser: key for key, browser in lines}


def test_one_sees_one_s_sessions_and_ends_one(browsers):
    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (Android 15; Mobile) Gecko/140.0 Firefox/140.0")
    phone.post("/admin/login/", {"username": "ani", "password": PASSWORD})
    seen = listed(browsers[0])
    assert set(seen) == {"A browser", "Firefox, Android"}
    assert browsers[0].post(END_ONE, {"session": seen["Firefox, Android"]}).status_code == 302
    assert not is_open(phone)
    assert set(listed(browsers[0])) == {"A browser"}
    assert open_ones(browsers) == [True, True, True]


def test_nobody_sees_or_ends_somebody_elses(browsers, ani):
    theirs = Session.objects.exclude(user=ani).get().session_key
    assert theirs not in browsers[0].get("/admin/account/").content.decode()
    for key in (theirs, "", "x" * 300, "\0"):
        assert browsers[0].post(END_ONE, {"session": key}).status_code == 302
    assert open_ones(browsers) == [True, True, True]


def test_what_has_ended_is_not_listed(browsers, ani):
    assert browsers[0].get("/admin/account/").content.decode().count("since") == 2
    browsers[0].post("/admin/account/sessions/end/")
    assert browsers[0].get("/admin/account/").content.decode().count("since") == 1


@pytest.mark.parametrize(
    ("sent", "called"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140 Safari/537 Edg/140",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit Chrome/140 Safari/537", "Chrome, Linux"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/18 Mobile Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Gecko Firefox/140.0", "Firefox, macOS"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_browsers_are_called_what_people_call_them(sent, called):
    assert browser_names.name(sent) == called


def test_the_table_tells_nobody_what_the_cookie_says(browsers):
    keys = [client.cookies[COOKIE].value for client in browsers]
    rows = Session.objects.values_list("session_key", flat=True)
    assert (len(rows), {*rows} & {*keys}) == (3, set())
    for row in rows:
        thief = Client()
        thief.cookies[COOKIE] = row
        assert not is_open(thief)


def test_no_key_stands_anywhere_in_the_table(browsers):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM newsroom_session")
        said = repr(cursor.fetchall())
    assert re.findall("|".join(client.cookies[COOKIE].value for client in browsers), said) == []


def test_logging_in_changes_the_key(ani):
    client = Client()
    session = client.session
    session["something"] = "of a stranger's choosing"
    session.save()
    before = client.cookies[COOKIE] = session.session_key
    client.post("/admin/login/", {"username": "ani", "password": PASSWORD})
    assert client.cookies[COOKIE].value != before
    stranger = Client()
    stranger.cookies[COOKIE] = before
    assert not is_open(stranger)


def test_what_is_over_is_swept_away_by_the_clock(browsers):
    Session.objects.filter(pk__in=Session.objects.all()[:2]).update(expire_date=LONG_AGO)
    clock.tick()
    assert (Session.objects.count(), sum(open_ones(browsers))) == (1, 1)
