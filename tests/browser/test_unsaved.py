"""What is typed and never saved: the window closes, the session ends, the network goes; at most 5 s are lost."""

import time

import pytest
from playwright.sync_api import expect

from articles import workingcopies
from articles.models import Article, WorkingCopy
from newsroom.models import Session, User
from tests.browser.test_desk import editor, log_in
from tests.make import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/articles/article/add/"
MOST_LOST = 5_000  # milliseconds, by the clock of the page
PATIENCE = 90  # seconds in which a site that is busy, or was away, has what was typed
# Functions: an expression that is asked a second time is eval, which the desk's policy refuses.
NOTHING_HERE = "() => !Object.keys(localStorage).some(name => name.startsWith('unsaved'))"
IS_HERE = "words => JSON.stringify(localStorage).includes(words)"


@pytest.fixture
def ani():
    return make_user("editor", username="ani")


@pytest.fixture
def desk(open_window, ani):
    page = open_window()
    log_in(page, "ani")
    return page


def change(article):
    return f"/admin/articles/article/{article.pk}/change/"


def type_on(page, words):
    """Type words at the end of the text."""
    editor(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def kept(words):
    """Wait until words stand in a working copy."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if any(words in copy.posted()["body"] for copy in WorkingCopy.objects.unsaved()):
            return True
        time.sleep(0.1)
    return False


def take_up(page):
    page.get_by_role("link", name="Take it back up").click()
    page.wait_for_url("**?copy=*")
    return page.locator(".tiptap.ProseMirror").inner_text()


def stand_still(page, address):
    """Open a form whose clock goes on only when it is told to, with nothing on its way to the site."""
    page.clock.install(time=0)
    page.goto(address)
    with page.expect_response("**/copies/*/") as beat:  # the sign of life that is due by then
        page.clock.pause_at(60)
    beat.value.finished()


def save(page):
    page.locator("[name=_save]").first.click()


def state(page):
    return page.locator(".keeping-state [role=status]")


def test_a_form_that_is_left_in_the_middle_of_a_sentence_loses_nothing(desk, ani):
    # Not by closing the tab: Chromium gives that half a second for its good-bye, by the clock on the wall.
    article = make_article(body="<p>It rained.</p>")
    stand_still(desk, change(article))
    type_on(desk, " And then the river")
    desk.goto("/admin/")
    assert kept("And then the river")
    desk.goto(change(article))
    assert take_up(desk) == "It rained. And then the river"
    assert Article.objects.get().body == "<p>It rained.</p>"


def test_somebody_who_types_for_long_is_kept_all_the_while(desk, ani):
    stand_still(desk, ADD)
    desk.get_by_label("Headline").fill("The river")
    for number in range(4):
        type_on(desk, f"Sentence {number}. ")
        desk.clock.run_for(MOST_LOST)
        assert kept(f"Sentence {number}.")
        desk.wait_for_function(NOTHING_HERE)
    desk.clock.resume()
    expect(state(desk)).to_have_text("Kept until you save")
    save(desk)
    desk.get_by_text("was added successfully").wait_for()
    assert "Sentence 3." in Article.objects.get().body
    assert list(workingcopies.all_of(ani)) == []
    desk.wait_for_function(NOTHING_HERE)


def test_what_is_typed_while_a_save_is_on_its_way_is_saved_with_it(desk, ani):
    article, held = make_article(body="<p>It rained.</p>"), []
    stand_still(desk, change(article))
    desk.route("**/copies/*/", lambda route: held.append(route), times=1)
    type_on(desk, " All day")
    with desk.expect_request("**/copies/*/") as parcel:
        save(desk)
    type_on(desk, " and all night.")
    held[0].continue_()
    desk.get_by_text("was changed successfully").wait_for()
    assert Article.objects.get().body == "<p>It rained. All day and all night.</p>"
    copy = WorkingCopy.objects.get()
    assert copy.number > parcel.value.post_data_json["number"]
    assert copy.settled_at


def test_who_is_logged_out_while_writing_goes_on_and_saves_after_the_next_login(desk, ani):
    article = make_article(body="<p>It rained.</p>")
    desk.goto(change(article))
    Session.objects.all().delete()
    type_on(desk, " For days.")
    desk.get_by_text("You were logged out").wait_for()
    desk.wait_for_function(IS_HERE, arg="For days.")
    save(desk)
    desk.wait_for_timeout(500)
    assert desk.url.endswith(change(article))  # not the login, which leads the text nowhere
    assert WorkingCopy.objects.count() == 0

    other = desk.context.new_page()
    log_in(other, "ani")
    other.close()
    desk.evaluate("dispatchEvent(new Event('focus'))")
    assert kept("For days.")
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    assert Article.objects.get().body == "<p>It rained. For days.</p>"


def test_what_is_typed_without_a_network_is_kept_here_and_sent_when_it_is_back(desk, ani):
    article = make_article(body="<p>It rained.</p>")
    desk.goto(change(article))
    desk.context.set_offline(True)
    type_on(desk, " Far from any town.")
    desk.get_by_text("The site cannot be reached").wait_for()
    save(desk)
    desk.wait_for_timeout(500)
    expect(editor(desk)).to_have_text("It rained. Far from any town.")
    assert WorkingCopy.objects.count() == 0
    desk.context.set_offline(False)
    assert kept("Far from any town.")
    desk.wait_for_function(NOTHING_HERE)


def test_a_tab_that_is_closed_without_a_network_is_sent_from_the_next(desk, ani):
    article = make_article(body="<p>It rained.</p>")
    desk.goto(change(article))
    context = desk.context
    context.set_offline(True)
    type_on(desk, " Far from any town.")
    desk.wait_for_function(IS_HERE, arg="Far from any town.")
    desk.close()
    context.set_offline(False)
    window = context.new_page()
    window.goto(change(article))
    assert take_up(window) == "It rained. Far from any town."


def test_what_one_wrote_is_not_shown_to_who_logs_in_next(desk, ani):
    narek = make_user("editor", username="narek")
    article = make_article(body="<p>It rained.</p>")
    desk.goto(change(article))
    desk.context.set_offline(True)
    type_on(desk, " For my eyes.")
    desk.wait_for_function(IS_HERE, arg="For my eyes.")
    context = desk.context
    desk.close()
    context.set_offline(False)
    context.clear_cookies()
    window = context.new_page()
    log_in(window, "narek")
    window.goto(change(article))
    window.wait_for_timeout(1500)
    assert "For my eyes" not in window.content()
    assert window.locator(".offer:visible").count() == 0
    assert not WorkingCopy.objects.filter(writer=narek).exists()
    context.clear_cookies()
    log_in(window, "ani")
    assert kept("For my eyes.")
    assert WorkingCopy.objects.get().writer == User.objects.get(username="ani")
