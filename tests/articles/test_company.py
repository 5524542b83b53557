"""Who else has a form of the desk open, be it no story's, is told to everybody who has it open."""

import re

import pytest
from django.test import Client

from articles.models import Page, Presence
from newsroom.models import Masthead, OldAddress
from tests import make

pytestmark = pytest.mark.django_db


def make_page():
    return Page.objects.create(path="about", title="About us", body="<p>It began.</p>")


def make_redirect():
    return OldAddress.objects.create(path="/old", target="/new/")


def make_masthead():
    Masthead().save()
    return Masthead.objects.get()


EVERY_FORM = [
    *(make.make_section, make.make_tag, make.make_contributor, make_page, make.make_picture),
    *(make.make_document, make_redirect, make_masthead, make.make_banner, make.make_rules),
    *(make.make_newsletter, make.make_issue),
]


def desk(name):
    client = Client()
    roles = ("editor", "newsletter")
    client.force_login(make.make_user(*roles, username=name, first_name=name.capitalize()))
    return client


def address(row, view="change"):
    return f"/admin/{row._meta.label_lower.replace('.', '/')}/{row.pk}/{view}/"


def opened(client, row):
    """Open a form; return its name and what it says of others."""
    page = client.get(address(row)).text
    [sitting] = re.findall(r'name="sitting" value="([^"]+)"', page)
    [said] = re.findall(r'class="keeping-others" role="status">(.*)</p>', page)
    return sitting, without_time(said)


def without_time(said):
    return re.sub(r"\d\d:\d\d", "00:00", said)


def beat(client, row, sitting, **more):
    answer = client.post(address(row, "company"), {"sitting": sitting} | more)
    return [without_time(said) for said in answer.json()["others"]]


@pytest.mark.parametrize("make_row", EVERY_FORM)
def test_both_are_told_who_else_has_a_form_open(make_row):
    row, ani, narek = make_row(), desk("ani"), desk("narek")
    sitting, alone = opened(ani, row)
    _, said = opened(narek, row)
    assert (alone, said) == ("", "Ani has this open too, since 00:00.")
    assert beat(ani, row, sitting) == ["Narek has this open too, since 00:00."]


def test_who_opens_another_one_is_told_nothing():
    first, second, ani, narek = make_page(), make.make_section(), desk("ani"), desk("narek")
    opened(ani, first)
    assert opened(narek, second)[1] == ""
    assert Presence.objects.count() == 2


def test_a_second_window_of_ones_own_is_told_too():
    page, ani = make_page(), desk("ani")
    opened(ani, page)
    assert opened(ani, page)[1] == "You have this open in another window too, since 00:00."


@pytest.mark.parametrize("how", ["closes", "saves"])
def test_who_closes_or_saves_is_gone(how):
    page, ani, narek = make_page(), desk("ani"), desk("narek")
    sitting, _ = opened(ani, page)
    if how == "closes":
        assert beat(ani, page, sitting, leaving="yes") == []
    else:
        save(ani, page, sitting)
    assert opened(narek, page)[1] == ""


def save(client, page, sitting):
    carried = client.get(address(page)).context["adminform"].form["opened"].value()
    Presence.objects.exclude(token=sitting).delete()  # of this look at it
    typed = {"title": "Us", "path": "about", "body": "", "language": "en", "opened": carried}
    answer = client.post(address(page), typed | {"sitting": sitting, "_save": "Save"})
    assert answer.status_code == 302


def test_who_saves_an_issue_is_gone_until_it_is_shown_again():
    issue, ani, narek = make.make_issue(), desk("ani"), desk("narek")
    sitting, _ = opened(ani, issue)
    typed = {"subject": "Today", "seen": issue.version, "sitting": sitting, "_save": ""}
    assert ani.post(address(issue), typed).status_code == 302
    assert opened(narek, issue)[1] == ""


def test_a_form_that_comes_back_with_faults_is_the_same_opening():
    page, ani = make_page(), desk("ani")
    sitting, _ = opened(ani, page)
    carried = ani.get(address(page)).context["adminform"].form["opened"].value()
    Presence.objects.exclude(token=sitting).delete()
    back = ani.post(address(page), {"title": "", "opened": carried, "sitting": sitting})
    assert f'name="sitting" value="{sitting}"' in back.text
    assert [each.token for each in Presence.objects.all()] == [sitting]


def test_a_form_for_something_new_has_no_company():
    assert "keeping-others" not in desk("ani").get("/admin/articles/page/add/").text


def test_who_may_not_change_it_neither_counts_nor_is_told():
    page, reporter = make_page(), Client()
    reporter.force_login(make.make_user("reporter"))
    assert "keeping-others" not in reporter.get(address(page)).text
    assert reporter.post(address(page, "company"), {"sitting": "x"}).status_code == 403
    assert not Presence.objects.exists()


def test_only_a_post_says_that_a_form_is_open():
    page, ani = make_page(), desk("ani")
    assert ani.get(address(page, "company")).status_code == 405
    assert not Presence.objects.exists()


def test_who_writes_in_what_a_colleague_deleted_is_alone_there():
    page, ani, narek = make_page(), desk("ani"), desk("narek")
    sitting, _ = opened(ani, page)
    opened(narek, page)
    where = address(page, "company")
    page.delete()
    assert ani.post(where, {"sitting": sitting}).json() == {"others": []}
    assert [each.user.username for each in Presence.objects.all()] == ["narek"]
