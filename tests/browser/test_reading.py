"""The pages of the paper as they are seen: on every screen, in every light, on paper and by everyone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import Correction
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG_WORD = "Անհակահեղափոխականացվածներիցդ"
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


@pytest.fixture
def story():
    """A story with everything that may stand on one."""
    make.make_menu("/section/culture/", "/section/armenia/", "/section/diaspora/")
    make.make_newsletter()
    section = make.make_section(slug="culture", description="Books and bridges.")
    for n in range(9):
        make.make_article(headline=f"Bridge number {n} {LONG_WORD}", section=section)
    body = "<p>One word after another.</p><blockquote><p>Said.</p></blockquote>" * 8
    story = make.make_article(
        headline="A bridge that was closed for the winter opens to walkers and to nobody else",
        deck="The town waited for it, and then it rained.",
        slug="the-bridge",
        section=section,
        body=body + "<table><tr><th>Day</th><td>Monday</td></tr></table><p>End.</p>",
        by=[make.make_contributor(slug="ani", bio="Walks.")],
        tags=[make.make_tag(slug="bridges")],
    )
    make.make_article(headline=LONG_WORD, slug="kamurj", language="hy", translation_of=story)
    Correction.objects.create(article=story, text="It was Tuesday.")
    make.make_comment(answers=make.make_comment(story))
    return story


@pytest.fixture
def addresses(story):
    translation = story.translations.get()
    return [
        story.get_absolute_url(),
        translation.get_absolute_url(),
        "/",
        "/section/culture/",
        "/topic/bridges/",
        "/author/ani/",
        story.get_absolute_url()[:6],
        story.get_absolute_url()[:9],
        "/search/?q=bridge",
        "/search/?q=zebra",
        "/corrections/",
        "/no/such/page/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nobody_is_shut_out(open_window, addresses, scheme, width):
    page = open_window(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    found = []
    for address in addresses:
        page.goto(address)
        report = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        found += [(address, each["id"], each["nodes"][0]["html"]) for each in report]
    assert found == []


@pytest.mark.parametrize(
    ("width", "style"),
    [(320, "p {}"), (320, SPACED), (360, "html { font-size: 200% !important }")],
    ids=["narrow", "spaced", "twice as large"],
)
def test_nothing_runs_out_of_the_side(open_window, addresses, width, style):
    page = open_window(viewport={"width": width, "height": 900}, bypass_csp=True)
    found = {}
    for address in addresses:
        page.goto(address)
        page.add_style_tag(content=style)
        found[address] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert {address: over for address, over in found.items() if over > 0} == {}


def test_on_paper_the_story_stands_alone_on_two_pages_at_most(page, story):
    page.goto(story.get_absolute_url())
    assert page.pdf(format="A4").count(b"/Type /Page\n") in (1, 2)
    page.emulate_media(media="print")
    seen = {
        name: page.locator(name).first.is_visible()
        for name in ("h1", ".text", ".note", ".bar", "#respond", ".news", ".rail", ".foot")
    }
    assert seen == dict.fromkeys(["h1", ".text", ".note"], True) | dict.fromkeys(
        [".bar", "#respond", ".news", ".rail", ".foot"], False
    )


def test_the_first_press_of_tab_offers_to_skip_to_the_story(page, story):
    page.goto(story.get_absolute_url())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/section/culture/"


def test_the_page_does_not_move_while_it_loads(page, story):
    page.goto(story.get_absolute_url(), wait_until="networkidle")
    moved = """() => new Promise(done => new PerformanceObserver(list =>
        done(list.getEntries().reduce((sum, each) => sum + each.value, 0)))
        .observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""
    assert page.evaluate(moved) == 0
