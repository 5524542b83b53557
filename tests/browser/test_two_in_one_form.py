"""Two people in one form of the desk, each in a window of their own: the second sees what both wrote."""

import pytest
from playwright.sync_api import expect

from articles.models import Page
from tests.browser.test_desk import log_in
from tests.make import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "<p>It began with a printing press.</p>"


@pytest.fixture
def about():
    return Page.objects.create(path="about", title="About us", body=BODY)


@pytest.fixture
def windows(open_window, about):
    """Two people who have one page of the site open, on a laptop and on a phone without scripts."""
    pages = []
    for name, options in (("ani", {}), ("narek", {"java_script_enabled": False})):
        make_user("editor", username=name, first_name=name.capitalize())
        page = open_window(viewport={"width": 360 if options else 1280, "height": 800}, **options)
        log_in(page, name)
        page.goto(f"/admin/articles/page/{about.pk}/change/")
        pages.append(page)
    return pages


def save(page, title):
    page.locator("#id_title").fill(title)
    page.get_by_role("button", name="Save", exact=True).click()


def test_both_are_told_who_else_has_a_page_open_and_when_they_leave(open_window, about):
    windows = []
    for name in ("ani", "narek"):
        make_user("editor", username=name, first_name=name.capitalize())
        page = open_window()
        log_in(page, name)
        page.goto(f"/admin/articles/page/{about.pk}/change/")
        windows.append(page)
    ani, narek = windows
    expect(told(narek)).to_contain_text("Ani has this open too")
    expect(told(ani)).to_contain_text("Narek has this open too")
    ani.goto("/admin/")
    expect(told(narek)).to_be_empty()


def told(page):
    """Return where it stands who else has the form open."""
    return page.locator(".keeping-others")


def test_the_second_save_of_a_page_is_asked_and_what_it_takes_is_saved(windows, about):
    ani, narek = windows
    save(ani, "About the paper")
    ani.get_by_text("was changed successfully").wait_for()
    save(narek, "Who we are")
    narek.get_by_role("heading", name="Two people changed this").wait_for()
    expect(narek.get_by_text("Ani saved this after you had opened it.")).to_be_visible()
    side = narek.get_by_role("region", name="Title")
    expect(side.locator(".piece-text div")).to_have_text(["About the paper", "Who we are"])
    side.get_by_label("Mine").check()
    narek.get_by_role("button", name="Save what is ticked").click()
    narek.get_by_text("was changed successfully").wait_for()
    about.refresh_from_db()
    assert (about.title, about.body) == ("Who we are", BODY)
