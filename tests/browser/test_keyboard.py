"""The keyboard alone, and no style at all: the page reads and works in its order."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FULL = "article with picture and ten comments"
# Of radio buttons that belong together Tab stops at the one that is chosen; arrows reach the others.
STOPS = """() => [...document.querySelectorAll("a[href], button, input, textarea, select")].filter(
    each => each.type !== "hidden" && each.tabIndex >= 0 && (each.type !== "radio" || each.checked)).length"""
STOP = """() => {
    const stop = document.activeElement, style = getComputedStyle(stop), box = stop.getBoundingClientRect();
    return {
        at: [...document.querySelectorAll("*")].indexOf(stop),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3,
        shown: box.width > 10 && box.height > 10 && box.bottom > 0 && box.top < innerHeight,
    };
}"""
PLACES = """selectors => {
    const all = [...document.querySelectorAll("*")];
    return selectors.map(each => all.indexOf(document.querySelector(each)));
}"""
ARTICLE = [
    *(".skip", ".mast", "main .kick", "h1", ".dek", ".by", ".lead img", ".lead figcaption"),
    *(".lead small", ".text", ".text .dl", "[rel=tag]", "[href^='mailto:']", "#comments"),
    *("#respond", "#newsletter", ".rail", ".more", ".foot"),
]
FRONT = [
    *(".skip", "h1", ".bar", ".top img", ".top .kick", ".top h2", ".top .dek", ".top .meta"),
    *(".two", "#latest", ".mix", "#newsletter", ".foot"),
]


def test_every_stop_of_the_tab_key_is_seen_and_in_the_order_of_the_page(page, states):
    for state in (FULL, "front", "preferences"):
        states[state](page)
        stops = []
        for _ in range(page.evaluate(STOPS)):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(STOP))
        assert [stop for stop in stops if not (stop["ring"] and stop["shown"])] == []
        assert [stop["at"] for stop in stops] == sorted({stop["at"] for stop in stops})


def test_the_first_press_of_tab_offers_to_skip_to_the_story(page, states):
    states[FULL](page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.locator(".skip").bounding_box()["width"] > 100
    page.keyboard.press("Enter")
    page.locator("#main:focus").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main .kick').textContent") == "Town"


def test_a_form_that_comes_back_puts_the_reader_before_its_first_fault(page, states):
    states["reply with errors"](page)
    assert page.title().startswith("Error: ")
    page.locator("#respond:focus").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Enter your comment"
    page.keyboard.press("Enter")
    page.locator("#comment-body:focus").wait_for()
    page.keyboard.type("I carried two bags.")
    assert page.locator("#comment-body").input_value() == "I carried two bags."
    assert page.locator("#comment-name").input_value() == "Ani"


def test_without_a_style_the_page_is_read_in_its_order(page, states):
    for state, parts in ((FULL, ARTICLE), ("front", FRONT)):
        states[state](page)
        places = page.evaluate(PLACES, parts)
        assert [part for part, place in zip(parts, places, strict=True) if place < 0] == []
        assert places == sorted(places)
        page.evaluate("document.querySelectorAll('style').forEach(style => style.remove())")
        tops = [page.locator(part).first.bounding_box()["y"] for part in parts if part != ".skip"]
        assert tops == sorted(tops)
        assert max(page.evaluate("[...document.images].map(image => image.width)")) <= 800
