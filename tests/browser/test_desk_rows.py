"""Rows in a form of the desk, and fields that offer what they find: each is named, and fits a phone."""

import re

import pytest

from tests.browser.test_desk import log_in
from tests.make import make_article, make_contributor, make_tag, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(site):
    make_user("editor", username="ani")
    return make_article(by=[make_contributor(name="Lia")], tags=[make_tag(name="Mills")])


def opened(page, story):
    log_in(page, "ani")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.get_by_text("Add another Byline").wait_for()
    return page


def test_the_fields_of_a_row_that_was_added_have_names_of_their_own(page, story):
    opened(page, story).get_by_text("Add another Byline").click()
    roles = page.locator("#bylines-group").get_by_label("Role")
    names = [role.get_attribute("name") for role in roles.all() if role.is_visible()]
    assert names == ["bylines-0-role", "bylines-1-role", "bylines-2-role"]


def test_a_field_that_offers_what_it_finds_bears_the_name_of_its_label(page, story):
    opened(page, story)
    for name in ("Section", "Also in", "Tags", "Translation of"):
        page.get_by_role("combobox", name=name, exact=True).wait_for()
    page.get_by_role("combobox", name="Section", exact=True).click()
    page.locator(".select2-dropdown").get_by_label("Section").fill("Se")
    page.get_by_role("combobox", name="Contributor", exact=True).first.wait_for()


def test_every_field_of_a_row_stands_in_the_window_of_a_phone_below_its_name(open_window, story):
    page = opened(open_window(viewport={"width": 360, "height": 740}), story)
    row = page.locator("#bylines-0")
    for name in ("Role", "Position", "Delete?"):
        label, field = row.get_by_text(name, exact=True), row.get_by_label(name)
        assert label.bounding_box()["width"] > 20
        box = field.bounding_box()
        assert (box["x"] >= 0, box["x"] + box["width"] <= 360) == (True, True)


def test_the_list_of_stories_says_on_a_phone_where_each_of_them_stands(open_window, story):
    page = open_window(viewport={"width": 360, "height": 740})
    log_in(page, "ani")
    page.goto("/admin/articles/article/")
    box = page.get_by_text(re.compile("^Published ")).bounding_box()
    assert box["x"] + box["width"] <= 360
