"""What a task at the desk costs whoever does it: presses and page loads, counted in the browser.

    with effort(page) as spent:
        page.get_by_role("button", name="Publish").first.click()
        page.get_by_text("was added successfully").wait_for()
    assert spent == Effort(clicks=1, loads=1)

Typing is free, and so is a field that is filled in: one may come there with Tab. A press of the mouse counts once,
whether it clicks or drags; a key that presses a button, follows a link, ticks a box or sends a form counts as a click.
A load is a document that the window, or another one that it opened, was led to; a redirect on the way is none,
and neither is what a page shows inside itself.
"""

import itertools
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Error

_number = itertools.count(1)

WATCH = """name => {
    const pressed = {Enter: "a, button, summary, input", " ": "button, summary, [type=checkbox], [type=submit]"}
    addEventListener("pointerdown", event => event.isTrusted && window[name](), true)
    addEventListener("keydown", event => {
        if (event.isTrusted && pressed[event.key] && event.target.closest?.(pressed[event.key])) window[name]()
    }, true)
}"""


@dataclass
class Effort:
    """How often somebody clicked, and how often they waited for a page."""

    clicks: int = 0
    loads: int = 0

    def count_click(self):
        self.clicks += 1

    def count_load(self, request):
        is_page = request.is_navigation_request() and not _is_inside_a_page(request)
        if is_page and request.redirected_from is None:
            self.loads += 1


def _is_inside_a_page(request):
    try:
        return request.frame.parent_frame is not None
    except Error:  # of a window that is just being opened
        return False


@contextmanager
def effort(page):
    """Count what is done in this window, and in those it opens, from here to the end of the block."""
    spent, context, name = Effort(), page.context, f"pressed{next(_number)}"
    context.expose_binding(name, lambda source: spent.count_click())
    context.add_init_script(f"({WATCH})({name!r})")
    page.evaluate(WATCH, name)
    context.on("request", spent.count_load)
    yield spent
    context.remove_listener("request", spent.count_load)
