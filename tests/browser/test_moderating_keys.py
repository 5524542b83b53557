"""The queue of comments with the keyboard."""

import pytest
from playwright.sync_api import expect

from comments.models import Comment
from tests.browser.test_desk import log_in
from tests.make import make_comment, make_report, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WAITING = "/admin/comments/comment/?status__exact=pending"
HERE = "#result_list tr.here"


@pytest.fixture
def desk(open_window):
    """The window of a moderator who has just logged in."""
    make_user("moderator", username="ani", is_superuser=False)
    page = open_window(viewport={"width": 1280, "height": 800})
    log_in(page, "ani")
    return page


def waiting(count=3):
    return [make_comment(status="pending", name=f"Reader {number}") for number in range(count)]


def press(page, key, said):
    page.keyboard.press(key)
    arrive(page, said)


def arrive(page, said):
    """Wait for a page that says something, and until it hears the keys."""
    page.get_by_text(said).wait_for()
    page.wait_for_load_state()


def statuses():
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def test_the_keys_move_decide_and_take_back(desk):
    waiting(4)
    desk.goto(WAITING)
    for key in "jjk":
        desk.keyboard.press(key)
    expect(desk.locator(HERE)).to_contain_text("Reader 0")
    press(desk, "a", "1 comment approved.")
    # The next stands where the decided one stood.
    expect(desk.locator(HERE)).to_contain_text("Reader 1")
    press(desk, "s", "1 comment is spam.")
    press(desk, "d", "1 comment is in the trash.")
    assert statuses() == ["visible", "spam", "trash", "pending"]
    press(desk, "z", "1 decision taken back.")
    assert statuses() == ["visible", "spam", "pending", "pending"]


def test_a_key_lets_a_visible_comment_wait_again(desk):
    make_comment()
    desk.goto("/admin/comments/comment/")
    desk.keyboard.press("j")
    press(desk, "u", "1 comment waits again.")
    assert statuses() == ["pending"]


def test_a_key_ticks_and_unticks(desk):
    waiting(2)
    desk.goto(WAITING)
    for key in "jxjxx":
        desk.keyboard.press(key)
    expect(desk.locator(".action-select:checked")).to_have_count(1)
    expect(desk.get_by_text("1 of 2 selected")).to_be_visible()


def test_keys_do_nothing_while_somebody_writes_or_holds_another_key(desk):
    waiting(1)
    desk.goto(WAITING)
    desk.keyboard.press("j")
    for chord in ("Control+s", "Alt+d", "Shift+A", "Meta+u"):
        desk.locator(HERE).press(chord)
    desk.locator("#searchbar").press_sequentially("asdz")
    expect(desk.locator("#searchbar")).to_have_value("asdz")
    assert (desk.url.endswith(WAITING), statuses()) == (True, ["pending"])


def test_keys_that_stand_for_no_row_decide_nothing(desk):
    waiting(1)
    desk.goto(WAITING)
    for key in "asdzu":
        desk.keyboard.press(key)
    desk.keyboard.press("j")
    expect(desk.locator(HERE)).to_have_count(1)
    assert statuses() == ["pending"]


def test_the_keys_of_an_armenian_keyboard_count_by_their_place(desk):
    waiting(1)
    desk.goto(WAITING)
    type_one = """(key, code) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", {key, code, bubbles: true}))"""
    for key, code in (("ճ", "KeyJ"), ("ա", "KeyA")):
        desk.evaluate(f"([key, code]) => ({type_one})(key, code)", [key, code])
    arrive(desk, "1 comment approved.")
    assert statuses() == ["visible"]


def test_the_keys_can_be_switched_off_and_stay_off(desk):
    waiting(1)
    desk.goto(WAITING)
    desk.get_by_label("Keys:").uncheck()
    desk.reload()
    assert desk.get_by_label("Keys:").is_checked() is False
    for key in "ja":
        desk.keyboard.press(key)
    assert (desk.locator(HERE).count(), statuses()) == (0, ["pending"])
    desk.get_by_label("Keys:").check()
    desk.keyboard.press("j")
    press(desk, "a", "1 comment approved.")


def test_a_key_opens_the_page_of_an_answer_and_the_place_is_kept(desk):
    waiting(2)
    desk.goto("/admin/comments/comment/")
    for key in "jjr":
        desk.keyboard.press(key)
    desk.locator("textarea:focus").wait_for()
    desk.keyboard.type("Thank you.")
    desk.get_by_role("button", name="Post the answer").click()
    arrive(desk, "Your answer is posted.")
    expect(desk.locator(HERE)).to_have_count(1)
    assert statuses() == ["pending", "visible", "visible"]
    assert Comment.objects.last().body == "Thank you."


def test_a_key_leaves_what_was_reported_and_another_brings_the_report_back(desk):
    comment = make_comment()
    make_report(comment, words="He names my street.")
    desk.goto("/admin/comments/comment/")
    desk.get_by_role("link", name="reported").click()
    arrive(desk, "He names my street.")
    desk.keyboard.press("j")
    press(desk, "a", "1 comment stays as it is.")
    assert (statuses(), comment.reports.waiting().count()) == (["visible"], 0)
    press(desk, "z", "1 decision taken back.")
    arrive(desk, "He names my street.")
    assert comment.reports.waiting().count() == 1


def test_a_key_edits_and_another_takes_it_back(desk):
    make_comment(body="A fool and a good point.")
    desk.goto("/admin/comments/comment/")
    for key in "jq":
        desk.keyboard.press(key)
    desk.locator("textarea:focus").wait_for()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("A good point.")
    desk.get_by_role("button", name="Save").click()
    arrive(desk, "The comment is changed.")
    expect(desk.locator(f"{HERE} .comment-words")).to_have_text("A good point.")
    press(desk, "z", "1 decision taken back.")
    expect(desk.locator(f"{HERE} .comment-words")).to_have_text("A fool and a good point.")
    assert [each.body for each in Comment.objects.all()] == ["A fool and a good point."]
