"""The desk in Armenian, in a real browser."""

import pytest

from tests.make import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long walk by the river"
IN_CAPITALS = """() => [...document.querySelectorAll("body *")].filter(one => one.checkVisibility()
    && getComputedStyle(one).textTransform === "uppercase").map(one => one.outerHTML.slice(0, 80))"""
WIDER = "() => document.documentElement.scrollWidth - window.innerWidth"
PAGES = ["/admin/", "/admin/articles/article/", "/admin/account/", "/admin/account/app/add/"]


@pytest.mark.parametrize("width", [360, 1280])
def test_no_word_is_in_capitals_or_wider_than_the_window(open_window, width):
    make_user("editor", username="ani", desk_language="hy")
    story = make_article()
    page = open_window(viewport={"width": width, "height": 800}, locale="hy-AM")
    page.goto("/admin/login/")
    assert page.get_by_role("button", name="Մուտք").is_visible()
    seen = [(page.evaluate(IN_CAPITALS), page.evaluate(WIDER))]
    page.get_by_label("Օգտագործողի անուն").fill("ani")
    page.get_by_label("Գաղտնաբառ").fill(PASSWORD)
    page.get_by_role("button", name="Մուտք").click()
    page.wait_for_url("**/admin/")
    for address in [*PAGES, f"/admin/articles/article/{story.pk}/change/"]:
        page.goto(address)
        seen.append((page.evaluate(IN_CAPITALS), page.evaluate(WIDER)))
    assert seen == [([], 0)] * 6
