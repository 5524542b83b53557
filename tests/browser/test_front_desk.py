"""Arranging the front in a real browser: by drag, by key, and by buttons where no script runs."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import slots
from articles.models import Slot
from articles.slots import Pin
from tests.browser import axe
from tests.browser.effort import Effort, effort
from tests.browser.test_desk import PASSWORD, log_in
from tests.make import make_article, make_section, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = "/admin/articles/front/"


@pytest.fixture
def stories(site):
    town = make_section(name="Town")
    hours = datetime.timedelta(hours=1)
    return [
        make_article(
            headline=f"Story {n}", section=town, published_at=timezone.now() - (n + 1) * hours
        )
        for n in range(10)
    ]


def opened(open_window, **options):
    make_user("editor", username="ani")
    page = open_window(viewport={"width": 1280, "height": 1400}, **options)
    log_in(page, "ani")
    return page


@pytest.fixture
def desk(open_window, stories):
    """The window of an editor who has logged in."""
    return opened(open_window)


def pinned():
    return dict(Slot.objects.values_list("position", "article__headline"))


def slot(page, place):
    return page.locator(f".front-slot[data-place='{place}']")


def story(page, headline):
    return page.locator(".front-stories li", has=page.get_by_text(headline, exact=True))


def save(page):
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Readers have this front now.").wait_for()


def previewed(page):
    return page.frame_locator("iframe").locator("article.top h2")


def test_the_front_is_reordered_with_three_clicks_and_seen_before(desk):
    with effort(desk) as spent:
        desk.get_by_role("link", name="Front pages").click()
        desk.wait_for_load_state()  # until then nothing is to be dragged
        slot(desk, 2).locator("[data-stands]").drag_to(slot(desk, 0))
        expect(previewed(desk)).to_have_text("Story 2")
        save(desk)
    assert spent == Effort(clicks=3, loads=2)
    assert pinned() == {0: "Story 2"}


def test_a_story_is_dragged_from_the_list_and_others_make_room(desk):
    desk.goto(DESK)
    for headline in ("Story 7", "Story 8", "Story 9"):
        story(desk, headline).drag_to(slot(desk, 1))
    story(desk, "Story 8").drag_to(slot(desk, 0))
    expect(slot(desk, 2).locator("[data-stands]")).to_have_text("Now: Story 0")
    save(desk)
    assert pinned() == {0: "Story 8", 1: "Story 9", 3: "Story 7"}


def test_everything_is_done_by_keys_alone(desk):
    desk.goto(DESK)
    story(desk, "Story 8").get_by_role("button").press("Enter")
    story(desk, "Story 9").get_by_role("button").press("3")
    expect(desk.get_by_role("status")).to_have_text("“Story 9”: place 3.")
    up = slot(desk, 2).get_by_role("button", name="Up")
    up.press("Enter")
    expect(slot(desk, 1).get_by_role("button", name="Up")).to_be_focused()
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Save").press("Enter")
    desk.get_by_text("Readers have this front now.").wait_for()
    assert pinned() == {0: "Story 9", 1: "Story 8"}


def test_what_moves_takes_its_end_along(desk, stories):
    until = timezone.now() + datetime.timedelta(hours=3)
    slots.arrange(slots.of_language("en"), {4: Pin(stories[8], until, True)}, by=None, seen=0)
    desk.goto(DESK)
    slot(desk, 4).locator(".front-role").drag_to(slot(desk, 1))
    save(desk)
    found = Slot.objects.get()
    assert (found.position, found.twice) == (1, True)
    assert abs(found.until - until) < datetime.timedelta(minutes=1)


def test_a_story_of_long_ago_is_found_as_one_types(desk):
    old = timezone.now() - datetime.timedelta(days=900)
    for n in range(40):
        make_article(headline=f"Old {n}", published_at=old + datetime.timedelta(hours=n))
    make_article(headline="The mill burns", published_at=old)
    desk.goto(DESK)
    desk.get_by_label("Find a story").fill("mill")
    story(desk, "The mill burns").get_by_role("button").click()
    expect(previewed(desk)).to_have_text("The mill burns")
    save(desk)
    assert pinned() == {0: "The mill burns"}


def test_without_a_script_buttons_and_lists_do_it_all(open_window, stories):
    desk = opened(open_window, java_script_enabled=False)
    desk.goto(DESK)
    slot(desk, 1).get_by_role("combobox").first.select_option("Story 7")
    slot(desk, 1).get_by_role("button", name="Up").click()
    desk.get_by_label("Find a story").fill("Story 9")
    desk.get_by_label("Find a story").press("Enter")
    slot(desk, 3).get_by_role("combobox").first.select_option("Story 9")
    desk.get_by_role("button", name="Preview", exact=True).click()
    expect(previewed(desk)).to_have_text("Story 7")
    save(desk)
    assert pinned() == {0: "Story 7", 3: "Story 9"}


def test_the_second_editor_sees_what_the_first_has_saved(desk, stories):
    desk.goto(DESK)
    slots.arrange(slots.of_language("en"), {0: Pin(stories[5])}, by=make_user(), seen=0)
    story(desk, "Story 8").get_by_role("button").click()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("alert")).to_contain_text("Lead 1: Story 5")
    assert pinned() == {0: "Story 5"}
    save(desk)
    assert pinned() == {0: "Story 8"}


def test_what_was_chosen_outlives_a_login_that_ended(desk):
    desk.goto(DESK)
    story(desk, "Story 8").get_by_role("button").click()
    expect(previewed(desk)).to_have_text("Story 8")
    desk.context.clear_cookies(name="sessionid")
    desk.get_by_role("button", name="Save").click()
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Log in in another tab").click()
    login = opened.value
    login.get_by_label("Username").fill("ani")
    login.get_by_label("Password").fill(PASSWORD)
    login.get_by_role("button", name="Log in").click()
    login.get_by_role("button", name="Log out").wait_for()
    login.close()
    desk.get_by_role("button", name="Send it again").click()
    desk.get_by_text("You have logged in anew").wait_for()
    desk.get_by_role("button", name="Send it again").click()
    desk.get_by_text("Readers have this front now.").wait_for()
    assert pinned() == {0: "Story 8"}
    desk.goto(DESK)
    expect(desk.get_by_role("status")).to_be_empty()


def test_nobody_is_shut_out_of_it(open_window, stories):
    page = opened(open_window, bypass_csp=True)
    slots.arrange(slots.of_language("en"), {0: Pin(stories[5])}, by=None, seen=0)
    page.goto(DESK)
    story(page, "Story 8").get_by_role("button").click()
    expect(previewed(page)).to_be_visible()
    assert axe.faults(page, "#content-main") == []  # the rest is Django's
