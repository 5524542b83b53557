"""Pages below a strip, and the desk's first page: nobody is shut out, and nothing is wider than the window."""

import datetime

import pytest
from django.utils import timezone

from articles import notes, previews
from tests.browser import axe
from tests.browser.test_desk import log_in
from tests.make import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def places():
    """Where an editor sees a strip, by whose it is."""
    editor = make_user("editor", username="ani")
    story = make_article(headline="The old mill grinds again")
    draft = make_article(headline="Begun", status="draft", published_at=None, editor=editor)
    day = timezone.localtime() + datetime.timedelta(days=2)
    return {
        "edit": story.get_absolute_url(),
        "ahead": f"/admin/at/{day:%Y-%m-%dT%H:%M}/",
        "link": previews.address(previews.make(draft, editor)),
        "saved": f"/admin/articles/article/{draft.pk}/preview/",
    }


def test_a_strip_shuts_nobody_out(open_window, places):
    page, found = open_window(bypass_csp=True), []
    log_in(page, "ani")
    for name, place in places.items():
        page.goto(place)
        assert page.locator("aside.ribbon").count() == 1
        found += [(name, *fault) for fault in axe.faults(page)]
    assert found == []


def test_a_strip_stands_under_the_policy_that_the_page_has(open_window, places):
    page = open_window(expected=())
    log_in(page, "ani")
    for place in places.values():
        page.goto(place)
        colour = "getComputedStyle(document.querySelector('aside.ribbon')).backgroundColor"
        assert page.evaluate(colour) == "rgb(246, 217, 138)"


def test_the_first_page_fits_a_phone(open_window, places):
    late = make_article(
        headline="A headline that is rather long for a telephone in one hand " * 3,
        status="review",
        published_at=timezone.now() - datetime.timedelta(hours=1),
    )
    notes.write(late, make_user("reporter"), "Anunusuallylongwordthatnobodywouldeverwrite" * 4)
    page = open_window(viewport={"width": 360, "height": 740})
    log_in(page, "ani")
    page.get_by_role("heading", name="Late or broken").wait_for()
    assert page.evaluate(WIDER) <= 0
