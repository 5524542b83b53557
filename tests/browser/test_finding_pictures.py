"""A picture is found as one types: what is shown is what was asked for last."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_desk import log_in
from tests.browser.test_pictures_in_text import button, edit, stored
from tests.make import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_answer_that_comes_late_takes_the_place_of_no_newer_one(page):
    make_user("editor", username="ani")
    for alt in ("A donkey in the snow", "A dam"):
        stored(alt=alt)
    log_in(page, "ani")
    edit(page, make_article())
    button(page, "Picture").click()
    find, choices, held = page.get_by_label("Find"), page.locator(".pick-choice"), []
    page.route("**/*q=d", lambda route: held.append(route))
    with page.expect_request("**/*q=d"):
        find.fill("d")
    find.fill("donkey")
    expect(choices).to_have_count(1)
    with page.expect_response("**/*q=d") as late:
        held[0].continue_()
    late.value.finished()
    page.evaluate("() => new Promise(end => setTimeout(end))")
    expect(choices.locator("span")).to_have_text(["A donkey in the snow"])
