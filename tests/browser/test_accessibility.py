"""Every page in every state, read by a machine that knows what shuts people out."""

import itertools

import pytest

from tests.browser import axe
from tests.browser.states import STATUS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALLEST = 13  # px: .8125rem

HEADINGS = (
    """[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(each => +each.tagName[1])"""
)
SMALL_PRINT = """smallest => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) {
        const size = parseFloat(getComputedStyle(texts.currentNode.parentElement).fontSize);
        if (texts.currentNode.data.trim() && size < smallest) found.push(texts.currentNode.data);
    }
    return found;
}"""


def test_nobody_is_shut_out_of_any_state_of_any_page(open_window, states):
    page, found = open_window(bypass_csp=True), []
    for name, visit in states.items():
        visit(page)
        found += [(name, *fault) for fault in axe.faults(page)]
    assert found == []


def test_every_state_has_its_outline_in_print_that_can_be_read_and_leaves_no_cookie(
    open_window, states
):
    page, seen = open_window(viewport={"width": 360, "height": 740}), {}
    for name, visit in states.items():
        status = visit(page).status
        outline = page.evaluate(HEADINGS)
        small = page.evaluate(SMALL_PRINT, SMALLEST)
        seen[name] = (status, outline.count(1), skips_a_level(outline), small)
    assert seen == {name: (STATUS.get(name, 200), 1, False, []) for name in states}
    assert page.context.cookies() == []


def skips_a_level(outline):
    return any(below - above > 1 for above, below in itertools.pairwise([0, *outline]))
