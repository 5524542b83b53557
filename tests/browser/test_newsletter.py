"""A reader signs up, confirms, chooses and leaves, in a real browser."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import expect

from newsletter import links
from newsletter.models import Subscriber, Subscription
from newsroom.press.mail import deliver_due
from tests.make import make_newsletter, make_subscriber

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WINDOWS = [
    {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
]


def last_link(site, name):
    deliver_due()
    start = f"{site}/newsletter/{name}/"
    return next(line for line in mail.outbox[-1].body.splitlines() if line.startswith(start))


def statuses():
    return dict(Subscription.objects.values_list("newsletter__name", "status"))


@pytest.mark.parametrize("options", WINDOWS, ids=["phone by day", "desk by night"])
def test_from_the_box_to_the_letter_and_out_again(site, open_window, options):
    make_newsletter(name="Morning", frequency="Daily", position=1)
    make_newsletter(
        name="Շաբաթ", description="Շաբաթուան լուրերը", language="hyw", frequency="", position=2
    )
    page = open_window(**options)

    def check(heading):
        page.get_by_role("heading", level=1, name=heading, exact=True).wait_for()
        page.wait_for_load_state()
        assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []

    page.goto("/newsletter/")
    check("Newsletters")
    page.get_by_label("Email").fill("ani@nowhere")
    page.get_by_role("button", name="Sign up").click()
    page.get_by_text("There is a problem").wait_for()
    check("Newsletters")
    page.locator("#newsletter:focus").wait_for()

    page.keyboard.press("Tab")  # to the first line of the summary, and to what it is about
    page.keyboard.press("Enter")
    expect(page.get_by_label("Morning")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_label("Morning")).to_be_checked()
    page.get_by_label("Email").fill("ani@example.com")
    page.keyboard.press("Enter")
    check("One more step")

    page.goto(last_link(site, "confirm"))
    check("Confirm your newsletters")
    page.get_by_role("button", name="Yes, send me these newsletters").click()
    check("You are signed up")

    page.goto(last_link(site, "preferences"))
    check("Your newsletters")
    assert page.get_by_label("Morning").is_checked()
    page.get_by_label("Շաբաթ").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Your choices are saved.").wait_for()
    check("Your newsletters")
    assert statuses() == {"Morning": "confirmed", "Շաբաթ": "confirmed"}

    page.goto(last_link(site, "unsubscribe"))
    check("Unsubscribe")
    page.get_by_role("button", name="Unsubscribe").click()
    check("You have left")
    assert statuses() == {"Morning": "left", "Շաբաթ": "left"}
    page.get_by_role("button", name="Undo").click()
    check("Unsubscribe")
    assert statuses() == {"Morning": "confirmed", "Շաբաթ": "confirmed"}


def test_a_reader_pauses_moves_takes_everything_away_and_is_erased(site, open_window):
    make_subscriber("ani@example.com", make_newsletter(name="Morning"))
    page = open_window(**WINDOWS[0])

    def press(button, then):
        page.get_by_role("button", name=button).click()
        page.get_by_text(then).wait_for()

    page.goto(links.preferences(Subscriber.objects.get()))
    press("2 weeks", "We pause.")
    press("Go on at once", "The pause is over.")
    press("Mail me the link", "a new link is on its way")
    page.goto(last_link(site, "preferences"))
    page.get_by_role("link", name="Change your address").click()
    page.get_by_label("New email address").fill("ani@example.org")
    press("Mail me the link", "If ani@example.org can receive our mail")

    page.goto(last_link(site, "address"))
    press("Yes, send them here", "From now on we write to this address.")
    assert Subscriber.objects.get().email == "ani@example.org"
    press("Mail me the link", "a new link is on its way")
    page.goto(last_link(site, "preferences"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Take all of it away (JSON)").click()
    assert json.loads(download.value.path().read_text())["address"] == "ani@example.org"
    page.get_by_role("link", name="Have everything erased").click()
    press("Erase everything", "is erased.")
    assert Subscriber.objects.count() == 0
    assert page.context.cookies() == []
