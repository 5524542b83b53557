"""A story on paper: alone, and on two pages at most."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STAYS = ["h1", ".dek", ".by", ".lead img", ".text", ".ends", ".pr", ".logo"]
GOES = [".skip", ".bar", ".nop", "#comments", "#respond", ".news", ".rail", ".more", ".foot"]


COLOURS = """() => [
    getComputedStyle(document.documentElement).color,
    getComputedStyle(document.documentElement).backgroundColor,
]"""


def test_a_story_is_printed_alone_in_black_on_white(page, states):
    states["article with picture and ten comments"](page)
    for light in ("light", "dark"):
        page.emulate_media(media="print", color_scheme=light)
        seen = {part: page.locator(part).first.is_visible() for part in [*STAYS, *GOES]}
        assert seen == dict.fromkeys(STAYS, True) | dict.fromkeys(GOES, False)
        assert page.evaluate(COLOURS) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    states["article without picture, with correction"](page)
    assert page.locator(".note").is_visible()
