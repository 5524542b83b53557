"""How many comments a story has stands on its cards, and costs no question."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import moderation
from tests.make import make_article, make_comment, make_section, make_tag, make_user

pytestmark = pytest.mark.django_db

LISTS = ["/", "/section/town/", "/topic/mills/"]


@pytest.fixture
def stories():
    """Five stories of one section and one topic, so that each is a card somewhere."""
    town, mills = make_section(name="Town", slug="town"), make_tag(name="Mills", slug="mills")
    return [make_article(section=town, tags=[mills]) for _ in range(5)]


def counts(page):
    """Return the counts that the cards and rows of a page name."""
    said = re.findall(r'<p class="meta">(.*?)</p>', page.text, re.DOTALL)
    return sorted(re.findall(r"\d+ comments?", " ".join(said)))


def test_cards_and_rows_say_how_many_comments_readers_can_read(client, stories):
    first, *_others = [make_comment(story) for story in stories]
    make_comment(stories[3])
    make_comment(stories[3], status="pending")
    addresses = [*LISTS, stories[4].get_absolute_url()]
    for address in addresses[:3]:
        assert "2 comments" in counts(client.get(address))
    assert len(counts(client.get("/section/town/"))) == 5
    assert counts(client.get(addresses[3])).count("1 comment") >= 3  # the cards below a story

    moderation.reject(first, by=make_user())
    assert counts(client.get("/section/town/")) == ["1 comment"] * 3 + ["2 comments"]


@pytest.mark.parametrize("address", LISTS)
def test_a_count_costs_no_question(client, stories, address):
    client.get(address)
    with CaptureQueriesContext(connection) as without:
        client.get(f"{address}?1")
    for story in stories:
        make_comment(story)
    with CaptureQueriesContext(connection) as with_counts:
        page = client.get(f"{address}?2")

    assert len(counts(page)) >= 3
    assert len(with_counts) == len(without)
