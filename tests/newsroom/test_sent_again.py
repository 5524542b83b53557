"""A form of the desk that arrives after its session: what was typed comes back, and is sent again."""

import re
from html import unescape

import pytest
from django.test import Client

from articles.models import Page
from tests import make

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/page/add/"
PRESSED = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}
TYPED = {"title": "About", "path": "about", "language": "en", "body": "<p>One.</p>\n<p>“Two.”</p>"}


@pytest.fixture
def editor():
    return make.make_user("editor")


@pytest.fixture
def browser(editor):
    """A browser that minds the key of a form, with an editor logged in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    return client


def key(client, address=ADD):
    return re.search(r'csrfmiddlewaretoken" value="([^"]+)"', client.get(address).text)[1]


def press(client, address, data, **headers):
    return client.post(address, data, headers=PRESSED | headers)


def come_back(page):
    """Return what the page that gives a form back would post."""
    form = page.text.partition('<form method="post" action="/admin/articles')[2]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {unescape(name): unescape(value) for name, value in found}


def test_what_was_typed_when_the_session_had_ended_is_saved_after_another_login(browser, editor):
    form = TYPED | {"_save": "Save", "csrfmiddlewaretoken": key(browser)}
    editor.end_sessions()
    page = press(browser, ADD, form)
    assert (page.status_code, page["Cache-Control"]) == (403, "private, no-store")
    assert 'href="/admin/login/" target="_blank"' in page.text
    browser.force_login(editor)
    browser.cookies.pop("csrftoken")  # as a login in another tab leaves it: with another key
    again = press(browser, ADD, come_back(page))
    assert (again.status_code, "You have logged in anew" in again.text) == (403, True)
    assert press(browser, ADD, come_back(again)).status_code == 302
    saved = Page.objects.get()
    assert (saved.title, saved.body) == (TYPED["title"], TYPED["body"])


def test_a_second_factor_that_is_asked_for_meanwhile_costs_no_word(browser, settings):
    form = TYPED | {"_save": "Save", "csrfmiddlewaretoken": key(browser)}
    settings.REQUIRE_SECOND_FACTOR = True
    page = press(browser, ADD, form)
    assert (page.status_code, come_back(page)["title"]) == (403, "About")
    assert 'href="/admin/account/" target="_blank"' in page.text


def test_nobody_elses_page_gets_a_form_of_theirs_sent_by_us(browser):
    for site in ("cross-site", "same-site", "none"):
        page = press(browser, ADD, TYPED, **{"sec-fetch-site": site})
        assert (page.status_code, "About" in page.text) == (403, False)


def test_a_script_is_told_of_the_login_as_ever(browser, editor):
    editor.end_sessions()
    headers = {"sec-fetch-mode": "cors", "sec-fetch-site": "same-origin"}
    token = key(browser, "/admin/login/")
    answer = browser.post(ADD, TYPED | {"csrfmiddlewaretoken": token}, headers=headers)
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={ADD}")


def test_a_secret_comes_back_to_nobody(browser):
    page = press(browser, "/admin/password_change/", {"old_password": "a long walk"})
    assert (page.status_code, "a long walk" in page.text) == (403, False)


def test_who_logs_out_twice_is_asked_nothing(browser, editor):
    form = {"csrfmiddlewaretoken": key(browser)}
    editor.end_sessions()
    assert press(browser, "/admin/logout/", form).status_code == 302
