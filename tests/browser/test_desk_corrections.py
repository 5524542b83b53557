"""A story that readers have: put right and taken down within the clicks and page loads of the editor's day."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.effort import Effort, effort
from tests.browser.test_desk import log_in
from tests.make import make_article, make_section, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/admin/articles/article/"


@pytest.fixture
def story(db):
    make_section(name="Culture")
    make_user("editor", username="ani")
    return make_article(headline="A choir comes home", body="<p>They sang twice.</p>")


@pytest.fixture
def desk(open_window, story):
    """The window of an editor who looks at the list of stories."""
    page = open_window(viewport={"width": 1280, "height": 800})
    log_in(page, "ani")
    page.goto(LIST)
    return page


@pytest.fixture
def plain_desk(open_window, story):
    """The same without JavaScript."""
    page = open_window(java_script_enabled=False)
    log_in(page, "ani")
    page.goto(LIST)
    return page


def test_a_story_is_corrected_with_a_note_in_three_clicks_and_two_loads(desk, story):
    with effort(desk) as spent:
        desk.get_by_role("link", name="A choir comes home").click()
        desk.locator(".tiptap.ProseMirror").fill("They sang three times.")
        desk.locator("summary", has_text="Correct").click()
        desk.get_by_label("Note to readers").fill("They sang three times, not twice.")
        desk.get_by_role("button", name="Save with this note").click()
        desk.get_by_text("was changed successfully").wait_for()
    assert spent == Effort(clicks=3, loads=2)
    story.refresh_from_db()
    assert (story.body, story.is_updated) == ("<p>They sang three times.</p>", True)
    desk.goto(story.get_absolute_url())
    said = re.compile(r"^\s*Correction, .*They sang three times, not twice\.\s*$", re.DOTALL)
    expect(desk.locator(".ends .note")).to_have_text(said)


def test_a_story_is_taken_down_in_three_clicks_and_two_loads(desk, story):
    with effort(desk) as spent:
        desk.get_by_role("link", name="A choir comes home").click()
        desk.locator("summary", has_text="Take down").click()
        desk.get_by_label("Why the story is taken down").fill("The choir never came.")
        desk.get_by_role("button", name="Take the story down").click()
        desk.get_by_text("The story was taken down.").wait_for()
    assert spent == Effort(clicks=3, loads=2)
    assert desk.goto(story.get_absolute_url()).status == 410
    expect(desk.get_by_text("The choir never came.")).to_be_visible()


def test_both_work_without_javascript(plain_desk, story):
    page = plain_desk
    page.get_by_role("link", name="A choir comes home").click()
    page.locator("summary", has_text="Correct").click()
    page.get_by_label("Note to readers").fill("They sang three times.")
    page.get_by_role("button", name="Save with this note").click()
    page.get_by_text("was changed successfully").wait_for()
    assert story.corrections.get().text == "They sang three times."
    page.locator("#result_list").get_by_role("link", name="A choir").click()
    page.locator("summary", has_text="Take down").click()
    page.get_by_label("Why the story is taken down").fill("The choir never came.")
    page.get_by_role("button", name="Take the story down").click()
    page.get_by_text("The story was taken down.").wait_for()
    assert not Article.objects.published().exists()


def test_a_version_is_found_and_restored(desk, story):
    desk.get_by_role("link", name="A choir comes home").click()
    desk.get_by_label("Headline").fill("A choir goes home")
    desk.get_by_role("button", name="Save a small change").first.click()
    desk.locator("#result_list").get_by_role("link", name="A choir").click()
    desk.get_by_role("link", name="History").click()
    desk.locator("#change-history tbody tr").nth(1).get_by_role("link").click()
    desk.get_by_role("link", name="Restore this version").click()
    expect(desk.locator(".difference ins")).to_have_text("comes")
    desk.get_by_role("button", name="Restore", exact=True).click()
    desk.get_by_text("was restored").wait_for()
    assert Article.objects.get().headline == "A choir comes home"
