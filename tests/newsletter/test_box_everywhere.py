"""The box stands wherever there is something to read, once, and knows on which page it was."""

import re

import pytest

from articles.models import Page
from comments import layout
from tests import make

pytestmark = pytest.mark.django_db
BOX = '<section class="news" id="newsletter"'


@pytest.fixture
def addresses(monkeypatch):
    """Return the addresses of one page of each kind."""
    monkeypatch.setattr(layout, "THREADS_A_PAGE", 1)
    make.make_newsletter(name="The Morning")
    Page.objects.create(path="about", title="About")
    story = make.make_article(tags=[make.make_tag(slug="bridges")])
    for _ in range(2):
        make.make_comment(story)
    lists = [f"/{story.published_at:%Y}/", story.section.get_absolute_url(), "/topic/bridges/"]
    under = f"{story.get_absolute_url()}comments/2/"
    return [story.get_absolute_url(), under, *lists, "/", "/about/", "/search/", "/corrections/"]


def test_every_page_that_there_is_to_read_has_the_box_once(client, addresses):
    found = {address: client.get(address).content.decode().count(BOX) for address in addresses}
    assert found == dict.fromkeys(addresses, 1)


def test_the_box_below_a_search_tells_the_page_and_not_the_words(client, addresses):
    content = client.get("/search/?q=bridges").content.decode()
    assert re.findall(r'name="page" value="([^"]*)"', content) == ["/search/"]
