"""The desk on a small laptop: nothing is wider than the window, and words have room."""

import pytest

from tests.browser.test_desk import log_in
from tests.make import make_comment, make_menu, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def laptop(open_window):
    make_user(is_superuser=True, username="ani")
    page = open_window(viewport={"width": 1280, "height": 800})
    log_in(page, "ani")
    return page


def overflow(page):
    """Return by how much the field or cell that reaches farthest stands outside the window."""
    reach = "each => Math.max(...each.map(one => one.getBoundingClientRect().right))"
    return (
        page.locator("#content input:visible, #content select, #content td").evaluate_all(reach)
        - 1280
    )


def test_the_masthead_is_no_wider_than_the_window(laptop):
    make_menu("/section/culture/", "https://example.org/a-rather-long-address-of-another-site/")
    laptop.goto("/admin/newsroom/masthead/1/change/")
    assert overflow(laptop) <= 0


def test_a_comment_that_waits_has_room_to_be_read(laptop):
    make_comment(
        body="Words of a reader, enough of them to need more than one line of the queue. " * 5,
        email="a-rather-long-address@a-rather-long-domain.example.org",
    )
    laptop.goto("/admin/comments/comment/")
    assert laptop.locator(".comment-words").bounding_box()["width"] >= 400
    assert overflow(laptop) <= 0
