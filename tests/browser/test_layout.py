"""Every page in every state on a small screen, with larger and wider set letters, and while it loads."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What WCAG 1.4.12 says that readers may do to a text.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
SETTINGS = {
    "narrow": (320, ""),
    "spaced": (320, SPACED),
    "twice as large": (320, "html { font-size: 200% !important }"),
    "two columns": (640, ""),
    "three columns": (1024, ""),
    "wide": (1152, ""),
}
SET = """css => {
    const style = document.getElementById("set") || document.head.appendChild(
        Object.assign(document.createElement("style"), {id: "set"}));
    style.textContent = css;
    return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth;
}"""
MOVED = """() => new Promise(done => {
    let moved = 0;
    const add = entries => entries.forEach(each => moved += each.value);
    const observer = new PerformanceObserver(list => add(list.getEntries()));
    observer.observe({type: "layout-shift", buffered: true});
    const end = () => { add(observer.takeRecords()); done(moved) };
    requestAnimationFrame(() => requestAnimationFrame(end));  // what is painted last counts too
})"""


def test_nothing_runs_out_of_the_side(open_window, states):
    page, over = open_window(bypass_csp=True), {}
    for name, visit in states.items():
        visit(page)
        for setting, (width, css) in SETTINGS.items():
            page.set_viewport_size({"width": width, "height": 900})
            over[name, setting] = page.evaluate(SET, css)
    assert {key: pixels for key, pixels in over.items() if pixels > 0} == {}


def test_no_page_moves_while_it_loads(open_window, states):
    moved = {}
    for width in (360, 1280):
        page = open_window(viewport={"width": width, "height": 740})
        for name, visit in states.items():
            visit(page)
            moved[name, width] = page.evaluate(MOVED)
    assert moved == dict.fromkeys(moved, 0)
    assert len(moved) == 2 * len(states)
