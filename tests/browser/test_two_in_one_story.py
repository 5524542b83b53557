"""Two people in one story, each in a window of their own: both are told, and either text is taken."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.test_desk import editor, log_in
from tests.browser.test_unsaved import change, save, type_on
from tests.make import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOWNS, CART = "<p>It took two towns.</p>", "<p>The first cart has crossed.</p>"


@pytest.fixture
def windows(open_window):
    """Two people who have one story open, on a laptop and on a phone."""
    article = make_article(headline="The bridge", body=CART + TOWNS)
    pages = []
    for name, width in (("ani", 1280), ("narek", 360)):
        make_user("editor", username=name, first_name=name.capitalize())
        page = open_window(viewport={"width": width, "height": 800})
        log_in(page, name)
        page.goto(change(article))
        pages.append(page)
    return pages


def others(page):
    """Return where it stands who else has the story open."""
    return page.locator(".keeping-others")


def collide(ani, narek):
    """Let Ani save, and then Narek, each with a sentence more at the end; return what stands under the form."""
    type_on(ani, " And a year.")
    type_on(narek, " And a winter.")
    narek.get_by_label("Deck").fill("At last")
    save(ani)
    ani.get_by_text("was changed successfully").wait_for()
    save(narek)
    narek.get_by_role("heading", name="Two texts of one story").wait_for()


def test_both_are_told_who_else_is_there_and_when_they_leave(windows):
    ani, narek = windows
    expect(others(narek)).to_contain_text("Ani has this story open too")
    expect(others(ani)).to_contain_text("Narek has this story open too")
    ani.goto("/admin/")
    expect(others(narek)).to_be_empty()


def test_who_types_is_told_that_the_story_was_saved_before_they_save(windows):
    ani, narek = windows
    save(ani)
    ani.get_by_text("was changed successfully").wait_for()
    narek.get_by_text("The story was saved meanwhile").wait_for()


@pytest.mark.parametrize(
    ("taken", "body"),
    [
        ("Saved by Ani", "<p>It took two towns. And a year.</p>"),
        ("Mine", "<p>It took two towns. And a winter.</p>"),
        (
            "Both, one after the other",
            "<p>It took two towns. And a year.</p><p>It took two towns. And a winter.</p>",
        ),
    ],
)
def test_either_paragraph_is_taken_by_the_keyboard_alone_on_a_phone(windows, taken, body):
    _ani, narek = windows
    collide(*windows)
    narek.wait_for_load_state()  # with its styles
    assert narek.evaluate("document.documentElement.scrollWidth") <= 360
    text = narek.get_by_role("region", name="Text")
    text.get_by_label(taken).focus()
    narek.keyboard.press("Space")
    narek.get_by_role("button", name="Save what is ticked").focus()
    narek.keyboard.press("Enter")
    narek.get_by_text("was changed successfully").wait_for()
    saved = Article.objects.get()
    assert (saved.body, saved.deck) == (CART + body, "At last")


def test_without_a_script_the_two_texts_are_decided_too(open_window):
    article = make_article(headline="The bridge")
    for name in ("ani", "narek"):
        make_user("editor", username=name)
    ani, narek = (open_window(java_script_enabled=False) for _ in range(2))
    for page, name in ((ani, "ani"), (narek, "narek")):
        log_in(page, name)
        page.goto(change(article))
        page.get_by_label("Headline").fill(f"The bridge of {name}")
    expect(others(narek)).to_contain_text("ani has this story open too")
    save(ani)
    ani.get_by_text("was changed successfully").wait_for()
    save(narek)
    headline = narek.get_by_role("region", name="Headline")
    expect(headline.get_by_role("radio")).to_have_count(2)
    expect(headline.get_by_role("radio", checked=True)).to_have_count(0)
    headline.get_by_label("Mine").check()
    narek.get_by_role("button", name="Save what is ticked").click()
    narek.get_by_text("was changed successfully").wait_for()
    assert Article.objects.get().headline == "The bridge of narek"


def test_the_page_of_two_texts_can_be_left_for_ones_own_text(windows):
    _ani, narek = windows
    collide(*windows)
    narek.get_by_role("link", name="Back to my text, without saving").click()
    expect(editor(narek)).to_contain_text("And a winter.")
    assert Article.objects.get().body == CART + "<p>It took two towns. And a year.</p>"
