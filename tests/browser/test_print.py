"""A story on paper: alone, and on two pages at most."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STAYS = ["h1", ".dek", ".by", ".lead img", ".text", ".ends", ".pr", ".logo"]
GOES = [".skip", ".bar", ".nop", "#comments", "#respond", ".news", ".rail", ".more", ".foot"]


@pytest.mark.parametrize("state", ["light", "dark"])
def test_a_story_is_printed_alone_in_black_on_white(open_window, states, state):
    page = open_window(color_scheme=state, viewport={"width": 1280, "height": 900})
    states["article with picture and ten comments"](page)
    page.emulate_media(media="print")
    seen = {part: page.locator(part).first.is_visible() for part in [*STAYS, *GOES]}
    assert seen == dict.fromkeys(STAYS, True) | dict.fromkeys(GOES, False)
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


def test_a_correction_is_printed_too(page, states):
    states["article without picture, with correction"](page)
    page.emulate_media(media="print")
    assert page.locator(".note").is_visible()
