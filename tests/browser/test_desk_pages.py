"""Every page of the desk that a role is led to opens, under the strict Content-Security-Policy."""

import pytest

from articles import publishing
from articles.models import Page
from newsroom.roles import ROLES
from tests.browser.test_desk import log_in
from tests.make import (
    make_article,
    make_comment,
    make_contributor,
    make_menu,
    make_newsletter,
    make_picture,
    make_subscriber,
    make_tag,
    make_user,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LISTS = "#content-main .model-th a, #content-main th a"
FIRST_ROW = "#result_list tbody a[href*='/change/']"
TOOLS = ".object-tools a[href^='/admin/']"
VERSIONS = "#change-history a[href*='/history/']"


@pytest.fixture
def newsroom():
    """One of everything that the desk shows, and a story that was changed once."""
    article = make_article(by=[make_contributor()], tags=[make_tag()], lead_picture=make_picture())
    article.headline = "Put differently"
    publishing.save(article, by=make_user("editor"))
    make_comment(article)
    make_subscriber("reader@example.com", make_newsletter())
    make_menu("/feed/")
    Page.objects.create(path="about", title="About")


# The lists that each role is led to; from each on to a row, its history and what stands beside it.
WAYS = {
    "reporter": {"articles/article", "articles/picture", "articles/section", "articles/tag"},
    "editor": {"articles/article", "articles/picture", "comments/comment", "newsroom/masthead"},
    "moderator": {"comments/comment"},
    "newsletter": {"newsletter/newsletter", "newsletter/subscriber"},
    "superuser": {"articles/article", "newsroom/user", "press/letter", "auth/group"},
}


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_every_page_that_a_role_is_led_to_opens(open_window, newsroom, role):
    groups = [role] if role in ROLES else []
    make_user(*groups, username="ani", is_superuser=role == "superuser")
    page = open_window()
    log_in(page, "ani")
    visited = [step for start in _addresses(page, LISTS) for step in _walk(page, start)]
    addresses = {address for address, _ in visited}
    assert {f"/admin/{way}/" for way in WAYS[role]} - addresses == set()
    assert len(addresses) >= 4  # a list, a row, its history and more
    assert [step for step in visited if step[1] != 200] == []


def _walk(page, address):
    """Open a list, its first row, and what the row's page leads to: its history and an old version."""
    yield from _open(page, address)
    for row in _addresses(page, FIRST_ROW)[:1]:
        yield from _open(page, row)
        for tool in _addresses(page, TOOLS):
            yield from _open(page, tool)
            for version in _addresses(page, VERSIONS)[:1]:
                yield from _open(page, version)


def _open(page, address):
    yield address, page.goto(address).status


def _addresses(page, selector):
    return [link.get_attribute("href") for link in page.locator(selector).all()]
