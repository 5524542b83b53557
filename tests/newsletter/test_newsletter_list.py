"""The page of the lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_public_lists_in_their_order_and_the_box(client):
    make_newsletter(name="Weekend", position=2)
    make_newsletter(name="Morning", position=1, description="News at breakfast.")
    make_newsletter(name="Staff", is_public=False)
    page = client.get("/newsletter/").content.decode()
    assert [word in page for word in ("Morning", "News at breakfast.", "Weekend")] == [True] * 3
    assert page.index(">Morning</a></h2>") < page.index(">Weekend</a></h2>")
    assert "Staff" not in page
    assert page.count("Sign Up for Our Newsletters") == 1


def test_a_paper_without_lists_says_so(client):
    assert "There are no newsletters yet." in client.get("/newsletter/").content.decode()


def test_the_page_is_the_same_for_everyone_and_holds_no_address(client):
    morning = make_newsletter()
    before = client.get("/newsletter/")
    make_subscriber("canary@example.com", morning)
    after = client.get("/newsletter/")
    assert (after.content, after.cookies) == (before.content, {})
    assert after.headers["Cache-Control"].startswith("public")
    assert b"canary" not in after.content


def test_the_page_costs_the_same_for_one_list_and_for_three(client):
    make_newsletter()
    with CaptureQueriesContext(connection) as first:
        client.get("/newsletter/")
    make_newsletter()
    make_newsletter()
    with CaptureQueriesContext(connection) as second:
        client.get("/newsletter/")
    assert len(second) == len(first)
