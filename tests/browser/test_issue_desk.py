"""Writing, looking at and sending an issue in a real browser, and following it on its way."""

import datetime
import re
import threading

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from newsletter.models import Delivery, Issue
from newsletter.sending.pace import Pace
from newsletter.sending.sender import Sender
from tests import make
from tests.browser.test_desk import PASSWORD, log_in
from tests.harness.mail_server import DROPS, Server, serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ISSUES = "/admin/newsletter/issue/"
SENT = re.compile("^Sent (today|yesterday)")  # midnight may have passed


@pytest.fixture
def letter(site):
    hour = datetime.timedelta(hours=1)
    for number in range(4):
        out = timezone.now() - (number + 1) * hour
        make.make_article(headline=f"Story {number}", published_at=out)
    make.make_article(headline="A choir comes home", published_at=timezone.now() - 400 * hour)
    newsletter = make.make_newsletter(name="Mornings")
    for number in range(5):
        make.make_subscriber(f"reader{number}@example.com", newsletter)
    return newsletter


def opened(open_window, **options):
    make.make_user("newsletter", username="ani", email="ani@example.org")
    page = open_window(viewport={"width": 1280, "height": 1400}, **options)
    if options.get("java_script_enabled", True):
        log_in(page, "ani")
        return page
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("ani")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()
    return page


@pytest.fixture
def desk(open_window, letter):
    """The window of a colleague who has logged in."""
    return opened(open_window)


def saved():
    return [place.article.headline for place in Issue.objects.get().places.all()]


def found(page, headline):
    return page.locator(".issue-found li", has=page.get_by_text(headline, exact=True))


def compose(page):
    page.goto(f"{ISSUES}add/")
    page.get_by_label("Subject").fill("Rain")


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The issue is saved.").wait_for()


def test_stories_are_dragged_into_their_places(desk):
    compose(desk)
    row = desk.locator(".issue-stories li")
    row.nth(3).drag_to(row.nth(0), target_position={"x": 40, "y": 4})
    expect(desk.locator(".issue-stories .issue-headline").first).to_have_text("Story 3")
    desk.get_by_label("Find a story").fill("choir")
    item = found(desk, "A choir comes home")
    item.drag_to(row.nth(1), target_position={"x": 40, "y": 4})
    save(desk)
    assert saved() == ["Story 3", "A choir comes home", "Story 0", "Story 1", "Story 2"]


def test_stories_are_put_in_moved_and_taken_out_by_the_keyboard_alone(desk):
    compose(desk)
    desk.get_by_role("button", name="Down: Story 0").press("Enter")
    expect(desk.get_by_role("button", name="Down: Story 0")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_have_text("“Story 0”: place 3.")
    desk.get_by_role("button", name="Take out: Story 1").press("Enter")
    expect(desk.get_by_role("button", name="Take out: Story 2")).to_be_focused()
    desk.get_by_label("Find a story").fill("choir")
    add = desk.get_by_role("button", name="Add: A choir comes home")
    add.press("Enter")
    expect(add).to_be_disabled()
    save(desk)
    assert saved() == ["Story 2", "Story 0", "Story 3", "A choir comes home"]


def test_without_a_script_the_same_buttons_do_the_same(open_window, letter):
    page = opened(open_window, java_script_enabled=False)
    compose(page)
    page.get_by_role("button", name="Down: Story 0").click()
    page.get_by_role("button", name="Take out: Story 3").click()
    page.get_by_label("Find a story").fill("choir")
    page.get_by_label("Find a story").press("Enter")
    page.get_by_role("button", name="Add: A choir comes home").click()
    expect(page.get_by_label("Subject")).to_have_value("Rain")
    save(page)
    assert saved() == ["Story 1", "Story 0", "Story 2", "A choir comes home"]
    page.get_by_role("button", name="Send or schedule…").click()
    page.get_by_role("button", name="Send now to 5 readers").click()
    expect(page.locator(".issue-done")).to_have_text("0 of 5 letters")
    Delivery.objects.update(status="sent", sent_at=timezone.now())
    page.get_by_role("link", name="Look again").click()
    expect(page.locator(".issue-done")).to_have_text("5 of 5 letters")


def test_who_leaves_what_is_not_saved_is_asked_first(desk):
    compose(desk)
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.goto("/admin/")
    assert asked == ["beforeunload"]


def test_an_issue_is_seen_wide_on_a_phone_and_as_plain_text(desk):
    compose(desk)
    desk.get_by_role("button", name="Save and preview").click()
    wide, phone = (desk.frame_locator(f"iframe.{name}") for name in ("wide", "phone"))
    for frame in (wide, phone):
        frame.get_by_role("link", name="Story 0").first.wait_for()
    assert desk.locator("iframe.phone").evaluate("frame => frame.clientWidth") == 375
    expect(desk.get_by_role("region", name="As plain text")).to_contain_text("Story 0")
    with desk.expect_popup() as opened:
        phone.get_by_role("link", name="Story 1").first.click()
    expect(opened.value.locator("h1")).to_have_text("Story 1")


def test_two_presses_on_send_are_one_send(desk):
    compose(desk)
    desk.get_by_role("button", name="Send or schedule…").click()
    desk.get_by_role("button", name="Send now to 5 readers").dblclick()
    desk.get_by_text("0 of 5 letters").wait_for()
    assert (Issue.objects.get().status, Delivery.objects.count()) == ("sending", 5)


def test_the_bar_moves_by_itself_until_all_is_sent(desk, letter):
    now = timezone.now()
    issue = make.make_issue(letter, status="sending", started_at=now, watched_at=now)
    for reader in letter.subscriptions.all():
        make.make_delivery(reader.subscriber, issue, status="queued", sent_at=None)
    desk.goto(f"{ISSUES}{issue.pk}/change/")
    first, *rest = issue.deliveries.values_list("pk", flat=True)
    for keys, done, wide in (([first], 1, "200"), (rest[:2], 3, "600")):
        issue.deliveries.filter(pk__in=keys).update(status="sent", sent_at=now)
        desk.get_by_text(f"{done} of 5 letters").wait_for()
        expect(desk.locator(".issue-bar .sent")).to_have_attribute("width", wide)
    issue.deliveries.update(status="sent", sent_at=now)
    issue.refresh_from_db()
    issue.end(now)
    desk.get_by_text(SENT).wait_for()
    expect(desk.get_by_role("button", name="Pause")).to_have_count(0)


WATCH = """() => {
    let last = ""
    const look = () => {
        const now = document.querySelector(".issue-done").textContent
        if (now !== last) say(last = now)
    }
    look()
    new MutationObserver(look).observe(document.querySelector(".course"), {childList: true})
}"""


def knows(recipient):
    return "550 5.1.1 No such user" if recipient.startswith("reader3") else "250 OK"


def takes(recipient):
    """Drop the line after the letter to one reader."""
    return DROPS if recipient.startswith("reader4") else "250 OK"


class Followed(threading.Event):
    """Lets the next letter go once the page says how many are gone."""

    def __init__(self, page):
        super().__init__()
        self.page = page

    def wait(self, timeout=None):
        gone = Delivery.objects.count() - Delivery.objects.open().count()
        self.page.get_by_text(f"{gone} of 5 letters").wait_for()


def test_a_send_over_a_real_line_is_followed_to_its_end_and_its_doubt_is_decided(
    desk, letter, settings
):
    compose(desk)
    desk.get_by_role("button", name="Send or schedule…").click()
    desk.get_by_role("button", name="Send now to 5 readers").click()
    desk.get_by_text("0 of 5 letters").wait_for()
    said = []
    desk.expose_function("say", lambda words: said.append(words))  # of the pages to come, too
    desk.evaluate(WATCH)
    with serving(settings, Server(rcpt=knows, data=takes)) as server:
        Sender(Followed(desk), Pace(0.2)).run()  # with a pace, for which it is that one waits
    desk.get_by_text(SENT).wait_for()
    assert (said[0], len(said) > 2, said == sorted(said)) == ("0 of 5 letters", True, True)
    assert len(server.accepted) == 3
    parts = desk.locator(".issue-parts li")
    for place, words in enumerate(("3 sent", "1 in doubt", "1 came back")):
        expect(parts.nth(place)).to_have_text(words)
    desk.get_by_role("link", name="Decide about each").click()
    desk.get_by_role("row", name="reader4@example.com").get_by_role("checkbox").check()
    desk.locator("select[name=action]").select_option("In doubt: they have it, mark as sent")
    desk.get_by_role("button", name="Go").click()
    expect(desk.get_by_role("listitem").filter(has_text="reader4@example.com")).to_have_count(1)
    desk.get_by_role("button", name="Take them for sent").click()
    desk.get_by_text("1 letter is taken for sent.").wait_for()
    statuses = Delivery.objects.order_by("subscriber__email").values_list("status", flat=True)
    assert list(statuses) == ["sent", "sent", "sent", "bounced", "sent"]


def test_a_page_that_is_asked_for_anew_takes_back_nothing_that_was_pressed(desk, letter):
    now, held = timezone.now(), []
    issue = make.make_issue(letter, status="sending", started_at=now, watched_at=now)
    make.make_delivery(None, issue, status="queued", sent_at=None)
    desk.goto(f"{ISSUES}{issue.pk}/change/")
    desk.route("**/steer/", lambda route: held.append(route))
    desk.get_by_role("button", name="Pause").click(no_wait_after=True)
    Issue.objects.update(status="paused")  # by a colleague, while the press is on its way
    for _ in range(2):  # the second is asked for after the first was looked at
        with desk.expect_response("**/progress/"):
            pass
    held[0].continue_()
    expect(desk.locator(".messagelist")).to_have_text("Paused")


def test_a_send_is_paused_resumed_and_cancelled(desk, letter):
    now = timezone.now()
    issue = make.make_issue(letter, status="sending", started_at=now, watched_at=now)
    make.make_delivery(None, issue, status="queued", sent_at=None)
    desk.goto(f"{ISSUES}{issue.pk}/change/")
    desk.get_by_role("button", name="Pause").click()
    desk.get_by_role("button", name="Resume").click()
    desk.get_by_text("Cancel the rest…").click()
    desk.get_by_role("button", name="Cancel the rest").click()
    desk.get_by_text(re.compile("^Cancelled (today|yesterday)")).wait_for()
    assert issue.deliveries.get().status == "cancelled"
