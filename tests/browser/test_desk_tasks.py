"""The editor's day: what each task takes, in clicks and page loads after login."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import readership
from articles.models import Article, Reads, Slot
from newsletter.models import Issue
from tests.browser.effort import Effort, effort
from tests.browser.test_desk import log_in
from tests.make import make_article, make_newsletter, make_section, make_subscriber, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EDIT = "/admin/articles/article/{}/change/"


@pytest.fixture
def desk(open_window):
    """The window of an editor who has just logged in."""
    make_section(name="Culture")
    make_user("editor", username="ani")
    page = open_window(viewport={"width": 1280, "height": 800})
    log_in(page, "ani")
    return page


def draft(**fields):
    return make_article(status=Article.Status.DRAFT, published_at=None, **fields)


def test_an_article_is_begun_with_one_click(desk):
    with effort(desk) as spent:
        desk.locator("a[href='/admin/articles/article/add/']").first.click()
        desk.get_by_label("Headline").wait_for()
    assert spent == Effort(clicks=1, loads=1)


def test_a_draft_is_saved_with_one_click(desk):
    desk.goto("/admin/articles/article/add/")
    with effort(desk) as spent:
        desk.get_by_label("Headline").fill("A choir comes home")
        desk.get_by_role("button", name="Save", exact=True).first.click()
        desk.get_by_text("was added successfully").wait_for()
    assert spent == Effort(clicks=1, loads=1)
    assert Article.objects.get().status == Article.Status.DRAFT


def test_an_article_is_published_with_one_click(desk):
    article = draft(headline="A choir comes home")
    desk.goto(EDIT.format(article.pk))
    with effort(desk) as spent:
        desk.get_by_role("button", name="Publish").first.click()
        desk.get_by_text("was changed successfully").wait_for()
    assert spent == Effort(clicks=1, loads=1)
    assert list(Article.objects.published()) == [article]


def test_a_story_is_pinned_as_front_lead_with_two_clicks(desk):
    make_article(headline="Rain")
    article = make_article(headline="A choir comes home")
    desk.goto(EDIT.format(article.pk))
    with effort(desk) as spent:
        ends = desk.get_by_label("Pin as front lead")
        ends.click()
        ends.select_option("until tomorrow, 06:00")
        desk.get_by_role("button", name="Save a small change").first.click()
        desk.get_by_text("is pinned as the front lead").wait_for()
    assert spent == Effort(clicks=2, loads=1)
    slot = Slot.objects.get()
    assert (slot.position, slot.article, timezone.localtime(slot.until).hour) == (0, article, 6)


def test_a_story_is_pinned_until_a_date_that_is_typed(desk):
    article = make_article(headline="A choir comes home")
    desk.goto(EDIT.format(article.pk))
    with effort(desk) as spent:
        desk.get_by_label("Until the date").fill("2030-03-01T18:30")
        desk.get_by_role("button", name="Save a small change").first.click()
        desk.get_by_text("is pinned as the front lead").wait_for()
    assert spent == Effort(clicks=1, loads=1)
    until = timezone.localtime(Slot.objects.get().until)
    assert f"{until:%Y-%m-%d %H:%M}" == "2030-03-01 18:30"


def test_an_article_is_scheduled_with_two_clicks(desk):
    article = draft(headline="A choir comes home")
    desk.goto(EDIT.format(article.pk))
    with effort(desk) as spent:
        desk.get_by_label("Publication:").click(position={"x": 12, "y": 12})
        desk.keyboard.type("032820310605AM")
        desk.get_by_role("button", name="Schedule").first.click()
        desk.get_by_text("Scheduled for 28 March 2031 06:05, Yerevan").wait_for()
    assert spent == Effort(clicks=2, loads=1)
    assert list(Article.objects.scheduled()) == [article]


def test_a_draft_is_seen_as_readers_will_get_it_with_one_click(desk):
    article = draft(headline="A choir comes home")
    desk.goto(EDIT.format(article.pk))
    with effort(desk) as spent:
        desk.get_by_label("Headline").fill("A choir is back")
        with desk.expect_popup() as opened:
            desk.get_by_role("button", name="Preview", exact=True).first.click()
        opened.value.get_by_role("heading", name="A choir is back").wait_for()
    assert spent == Effort(clicks=1, loads=1)
    assert Article.objects.get().headline == "A choir comes home"


def test_a_draft_is_shared_with_one_click_and_the_page_stays(desk, site):
    article = draft(headline="A choir comes home")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    desk.goto(EDIT.format(article.pk))
    with effort(desk) as spent:
        desk.get_by_label("Headline").fill("Not saved yet")
        desk.get_by_role("button", name="Copy preview link").click()
        desk.get_by_text("Copied.").wait_for()
    assert spent == Effort(clicks=1, loads=0)
    expect(desk.get_by_label("Headline")).to_have_value("Not saved yet")
    address = desk.evaluate("navigator.clipboard.readText()")
    desk.context.clear_cookies()
    desk.goto(address)
    expect(desk.locator("h1")).to_have_text("A choir comes home")


def test_a_link_is_said_to_be_copied_once_it_is(desk):
    desk.goto(EDIT.format(draft().pk))
    desk.evaluate(
        "() => { navigator.clipboard.writeText = () => new Promise(end => { window.end = end }) }"
    )
    desk.get_by_role("button", name="Copy preview link").click()
    desk.wait_for_function("() => window.end")
    assert desk.get_by_text("Copied.").count() == 0
    desk.evaluate("() => window.end()")
    desk.get_by_text("Copied.").wait_for()


def test_what_is_read_is_seen_without_a_click(open_window):
    story = make_article(headline="A choir comes home")
    Reads.objects.create(article=story, day=timezone.localdate(), times=1204)
    readership.put_in_order()
    make_user("editor", username="ani")
    desk = open_window(viewport={"width": 1280, "height": 800})
    log_in(desk, "ani")
    with effort(desk) as spent:
        read = desk.get_by_role("region", name="Most read in 7 days")
        expect(read.get_by_role("listitem")).to_have_text(
            re.compile(r"^\s*A choir comes home\s+1,204 reads\s*$")
        )
    assert spent == Effort(clicks=0, loads=0)


def test_keys_that_press_and_windows_that_open_are_counted(desk):
    with effort(desk) as spent:
        desk.locator("a[href='/admin/articles/article/add/']").first.press("Enter")
        desk.get_by_label("Headline").press_sequentially("A choir")  # typing is free
        with desk.expect_popup() as opened:
            desk.evaluate("window.open('/admin/')")
        opened.value.locator("a[href='/admin/articles/article/']").first.click()
        opened.value.wait_for_url("**/admin/articles/article/")
    assert spent == Effort(clicks=2, loads=3)


def test_a_newsletter_is_built_from_the_latest_tried_out_and_sent_with_four_clicks(
    open_window, mailoutbox
):
    letter = make_newsletter(name="Mornings")
    for number in range(3):
        make_subscriber(f"reader{number}@example.com", letter)
    make_article(headline="A choir comes home")
    make_user("editor", username="ani", email="ani@example.org")
    desk = open_window(viewport={"width": 1280, "height": 800})
    log_in(desk, "ani")
    with effort(desk) as spent:
        desk.get_by_role("link", name="Write an issue of “Mornings”").click()
        desk.get_by_label("Subject").fill("A choir, and rain")
        desk.get_by_role("button", name="Send me a test").click()
        desk.get_by_text("A test went to ani@example.org.").wait_for()
        desk.get_by_role("button", name="Send or schedule…").click()
        desk.get_by_text("goes to 3 readers").wait_for()
        desk.get_by_role("button", name="Send now to 3 readers").click()
        desk.get_by_text("0 of 3 letters").wait_for()
    assert spent == Effort(clicks=4, loads=4)
    assert [message.to for message in mailoutbox] == [["ani@example.org"]]
    issue = Issue.objects.get()
    assert (issue.status, issue.deliveries.count()) == (Issue.Status.SENDING, 3)
