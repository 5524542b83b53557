"""Keys that slip at the desk: none of them gives readers a story, or takes it from them."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.test_desk import log_in
from tests.make import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNT = """() => {
    window.sent = 0
    document.querySelector("#article_form").addEventListener("submit", () => window.sent++, true)
}"""
FIELDS = "#article_form :is(input[type=text], input[type=number], input[type=url])"


@pytest.mark.parametrize("role", ["editor", "reporter"])
def test_enter_in_a_field_of_a_draft_sends_nothing(page, role):
    writer = make_user(role, username="ani")
    story = make_article(status=Article.Status.DRAFT, published_at=None, editor=writer)
    assert sent_by_enter(page, story) == 0
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("was changed successfully").wait_for()
    assert Article.objects.get().status == Article.Status.DRAFT


def test_enter_in_a_field_of_a_public_story_sends_nothing(page):
    make_user("editor", username="ani")
    assert sent_by_enter(page, make_article()) == 0


def test_who_begins_a_story_types_its_headline_and_nothing_is_pressed_by_it(page):
    make_user("editor", username="ani")
    log_in(page, "ani")
    page.get_by_role("link", name="Write an article").click()
    page.wait_for_load_state()
    expect(page.get_by_label("Headline")).to_be_focused()
    page.keyboard.type("A choir comes home")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Headline")).to_have_value("A choir comes home")
    assert Article.objects.count() == 0


def test_the_headline_is_seen_without_scrolling_on_a_phone(open_window):
    writer = make_user("editor", username="ani")
    story = make_article(status=Article.Status.DRAFT, published_at=None, editor=writer)
    page = open_window(viewport={"width": 360, "height": 740})
    log_in(page, "ani")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    box = page.get_by_label("Headline").bounding_box()
    assert box["y"] + box["height"] < 740
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def sent_by_enter(page, story):
    """Press Enter in every field of one line that is seen, and return how often the form was sent."""
    log_in(page, "ani")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.evaluate(COUNT)
    seen = [field for field in page.locator(FIELDS).all() if field.is_visible()]
    assert len(seen) > 3
    for field in seen:
        field.press("Enter")
    return page.evaluate("window.sent")
