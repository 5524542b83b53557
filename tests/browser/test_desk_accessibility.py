"""The pages of the desk, read by a machine that knows what shuts people out, by day and night, in both languages."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser import archives, desk
from tests.browser.test_accessibility import FAULTS, RULES, WINDOWS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT_ONCE = "* { transition: none !important; }"  # colours that change little by little are judged at no moment
WIDER = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("arrange", [desk.arrange, desk.arrange_letters, archives.arrange])
@pytest.mark.parametrize("language", ["en", "hy"])
def test_nobody_is_shut_out_of_any_page_of_the_desk(open_window, language, arrange):
    ani, pages = arrange()
    ani.desk_language = language
    ani.save()
    page, found = open_window(bypass_csp=True), []
    desk.log_in(page, "ani")
    for name, visit in pages.items():
        visit(page)
        page.add_style_tag(content=AT_ONCE)
        page.evaluate(AXE_SCRIPT)
        for width, light in WINDOWS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=light)
            found += [(name, width, light, *fault) for fault in page.evaluate(FAULTS, RULES)]
            if wider := page.evaluate(WIDER):
                found.append((name, width, light, "wider than the window", wider))
    assert found == []
