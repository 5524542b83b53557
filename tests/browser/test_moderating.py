"""The queue of comments in a real browser: what moderating costs, and that it can be read."""

import pytest

from comments import arriving
from comments.models import Ban, Comment
from tests.browser.effort import Effort, effort
from tests.browser.test_desk import log_in
from tests.make import make_article, make_comment, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUEUE = "/admin/comments/comment/"


@pytest.fixture
def desk(open_window):
    """The window of a moderator who has just logged in."""
    make_user("moderator", username="ani", is_superuser=False)
    page = open_window(viewport={"width": 1280, "height": 800})
    log_in(page, "ani")
    return page


def waiting(count):
    article = make_article(headline="A choir comes home")
    comments = [
        Comment(article=article, name=f"Reader {number}", body=f"Words of number {number}.")
        for number in range(count)
    ]
    arriving.bring(*comments)
    return comments


def count(status):
    return Comment.objects.filter(status=status).count()


def test_fifty_comments_take_four_clicks_three_unticks_and_two_pages(desk):
    comments = waiting(50)
    desk.goto("/admin/")
    desk.get_by_role("link", name="A comment by").first.click()
    desk.wait_for_load_state()  # the box that ticks all others is a script's
    bulk = desk.locator(".actions")
    with effort(desk) as spent:
        desk.locator("#action-toggle").click()
        for bad in (comments[3], comments[20], comments[49]):
            desk.locator(f"[name=_selected_action][value='{bad.pk}']").click()
        bulk.get_by_role("button", name="Approve").click()
        desk.get_by_text("47 comments approved.").wait_for()
        desk.wait_for_load_state()
        desk.locator("#action-toggle").click()
        bulk.get_by_role("button", name="Reject").click()
        desk.get_by_text("3 comments rejected.").wait_for()
    assert spent == Effort(clicks=4 + 3, loads=2)
    assert (count("visible"), count("rejected")) == (47, 3)


def test_a_decision_is_taken_back_with_one_click(desk):
    comment = make_comment(status="pending")
    desk.goto(QUEUE)
    desk.locator("[name=_spam]").click()
    desk.get_by_text("1 comment is spam.").wait_for()
    with effort(desk) as spent:
        desk.get_by_role("button", name="Undo").click()
        desk.get_by_text("1 decision taken back.").wait_for()
    assert spent == Effort(clicks=1, loads=1)
    assert Comment.objects.get(pk=comment.pk).status == "pending"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_queue_is_no_wider_than_the_window(desk, width):
    make_comment(
        status="pending",
        body="Words of a reader, enough of them to need several lines. " * 6,
        email="a-rather-long-address@a-rather-long-domain.example.org",
    )
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto(QUEUE)
    too_wide = "box => box.scrollWidth - box.clientWidth"
    assert desk.locator("#changelist .results").evaluate(too_wide) == 0
    assert desk.locator(".comment-words").bounding_box()["width"] >= 240


@pytest.mark.parametrize("sender", ["ani@spam.example", "spam.example", "192.0.2.0/24"])
def test_spam_is_removed_and_its_sender_blocked_with_two_clicks(desk, sender):
    comment = make_comment(status="pending", email="ani@spam.example", source="192.0.2.7")
    desk.goto(QUEUE)
    with effort(desk) as spent:
        desk.get_by_text("Spam, and block…").click()
        desk.get_by_role("button", name=sender, exact=True).click()
        desk.get_by_text(f"The comment is spam, and so is what {sender} sends").wait_for()
    assert spent == Effort(clicks=2, loads=1)
    assert (Comment.objects.get(pk=comment.pk).status, Ban.objects.get().value) == ("spam", sender)
