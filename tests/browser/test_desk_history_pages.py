"""The pages of a story's history and of its end, for everyone: read by axe, on a phone, in the dark."""

import pytest

from articles import publishing
from tests.browser import axe
from tests.browser.test_desk import log_in
from tests.make import make_article, make_tag, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEFORE = """<h2>The river</h2><p>The bridge was closed on Monday.</p><p>So it stays.</p><p>And this.</p>
<p>See <a href="https://a.example/report">the report</a>.</p><ul><li><p>One</p></li></ul>
<table><tbody><tr><td>2020</td><td>7000</td></tr></tbody></table><p>The end.</p>"""
AFTER = (
    BEFORE.replace("closed on Monday", "opened on Tuesday")
    .replace("7000", "8000")
    .replace(
        "a.example/report", "b.example/a-rather-long-address-of-another-report-of-the-same-thing"
    )
)


@pytest.fixture
def addresses():
    """The pages of a story that was changed in everything that they show."""
    article = make_article(headline="The bridge", body=BEFORE, tags=[make_tag()])
    article.headline, article.body = "The bridge opens", AFTER
    publishing.save(article, by=None, relate=lambda: article.tags.set([make_tag()]))
    first, last = article.history.order_by("pk").values_list("pk", flat=True)
    story = f"/admin/articles/article/{article.pk}"
    return {
        "list": f"{story}/history/",
        "version": f"{story}/history/{last}/",
        "with now": f"{story}/history/{first}/?with=now",
        "restore": f"{story}/history/{first}/restore/",
        "take down": f"{story}/take-down/",
    }


def test_nobody_is_shut_out_of_the_history(open_window, addresses):
    make_user("editor", username="ani")
    page, found = open_window(bypass_csp=True), []
    log_in(page, "ani")
    for name, address in addresses.items():
        assert page.goto(address).status == 200
        found += [(name, *fault) for fault in axe.faults(page)]
    assert found == []


def test_what_went_and_what_came_are_told_apart_without_colour_and_without_eyes(
    open_window, addresses
):
    make_user("editor", username="ani")
    page = open_window()
    log_in(page, "ani")
    page.goto(addresses["version"])
    line = "each => getComputedStyle(each).textDecorationLine"
    word = "each => getComputedStyle(each, '::before').content"
    said = {
        tag: (
            page.locator(f".difference {tag}").first.evaluate(line),
            page.locator(f".difference {tag}").first.evaluate(word),
        )
        for tag in ("del", "ins")
    }
    assert said == {
        "del": ("line-through", '" [removed:] "'),
        "ins": ("underline", '" [added:] "'),
    }
