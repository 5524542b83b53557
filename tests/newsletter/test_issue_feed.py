"""The feed of a newsletter."""

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest

from articles import publishing
from tests.make import make_article, make_issue, make_newsletter
from tests.newsletter.issues import MORNING, PAGE, make_bridge, make_morning

pytestmark = pytest.mark.django_db

FEED = "/newsletter/feed/morning/"
ATOM = "{http://www.w3.org/2005/Atom}link"


def channel(client, address=FEED):
    response = client.get(address)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")


def test_an_item_says_what_was_sent_and_when(client):
    make_morning(make_bridge(), note="Good <morning>.", of={"description": "News at breakfast."})
    feed = channel(client)
    said = [feed.findtext(name) for name in ("title", "description", "link")]
    assert said == [
        "The Morning – The Newsroom",
        "News at breakfast.",
        "http://testserver/newsletter/issues/morning/",
    ]
    assert feed.find(ATOM).get("href") == f"http://testserver{FEED}"
    [item] = feed.findall("item")
    assert item.findtext("title") == "The bridge is open"
    assert item.findtext("guid") == item.findtext("link") == f"http://testserver{PAGE}"
    assert parsedate_to_datetime(item.findtext("pubDate")) == MORNING
    assert item.findtext("description") == (
        '<p dir="auto">Good &lt;morning&gt;.</p><ul>\n'
        '<li><a href="http://testserver/2026/03/bridge/">The bridge</a><br>It took nine months.</li>\n'
        "</ul>\n"
    )


def test_a_story_that_readers_lost_is_no_longer_in_it(client):
    story = make_bridge(headline="Canary")
    make_morning(story)
    assert "Canary" in client.get(FEED).text
    story.return_to_draft()
    publishing.save(story, by=None)
    assert "Canary" not in client.get(FEED).text


def test_drafts_and_other_lists_are_not_in_it(client):
    issue = make_morning(make_bridge())
    make_issue(issue.newsletter, subject="Draft")
    make_issue(None, subject="Other", status="sending", started_at=MORNING)
    assert [item.findtext("title") for item in channel(client).iter("item")] == [issue.subject]


@pytest.mark.parametrize("forbidden", ["\x07", "\x0b", "\ufffe"])
def test_a_character_that_xml_forbids_does_not_break_it(client, forbidden):
    story = make_bridge(headline=f"Bell{forbidden} rings")
    make_morning(story, subject=f"Loud{forbidden}ly", note=f"N{forbidden}o")
    [item] = channel(client).findall("item")
    assert item.findtext("title") == "Loudly"
    assert "Bell rings" in item.findtext("description")


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_costs_the_same_for_one_issue_and_for_three(
    client, count, django_assert_num_queries
):
    morning = make_newsletter(slug="morning")
    for _ in range(count):
        make_issue(morning, make_article(), status="sending", started_at=MORNING)
    with django_assert_num_queries(8):
        client.get(FEED)
