"""The page of a newsletter: what was sent, newest first."""

import datetime
import re

import pytest

from articles import copies
from tests.make import make_article, make_issue, make_newsletter, make_subscriber
from tests.newsletter.issues import MORNING, PAGE, make_bridge, make_morning

pytestmark = pytest.mark.django_db

LIST = "/newsletter/issues/morning/"


def subjects(client, address=LIST):
    return re.findall(r'<h2><a href="/newsletter/issues/[^>]*>([^<]*)', client.get(address).text)


def make_run(count):
    """Make so many issues of The Morning, a day apart; the last is number `count`."""
    morning = make_newsletter(name="The Morning", slug="morning")
    for number in range(1, count + 1):
        at = MORNING + datetime.timedelta(days=number)
        make_issue(
            morning,
            make_article(),
            subject=f"Day {number}",
            status="sent",
            started_at=at,
            ended_at=at,
        )
    return morning


def test_the_newest_issue_comes_first_and_others_lists_stay_away(client):
    make_run(2)
    make_issue(None, subject="Other", status="sending", started_at=MORNING)
    assert subjects(client) == ["Day 2", "Day 1"]


def test_a_long_run_goes_on_a_page_further(client):
    make_run(22)
    first = client.get(LIST).text
    older = re.search(r'href="(\?before=\d+)" rel="next"', first)[1]
    assert subjects(client, LIST + older) == ["Day 2", "Day 1"]
    assert client.get(f"{LIST}?before=0").status_code == 404


def test_an_issue_shows_its_preview_text_else_what_is_in_it(client):
    make_morning(make_bridge(), make_article(headline="The mill"))
    assert re.search(r"<p>(.*) · ", client.get(LIST).text)[1] == "<span>The bridge</span>"
    make_issue(
        make_newsletter(slug="week"),
        make_article(headline="Unsaid"),
        preview_text="Told",
        status="sending",
        started_at=MORNING,
    )
    page = client.get("/newsletter/issues/week/").text
    assert ("<p>Told</p>" in page, "Unsaid" in page) == (True, False)


def test_a_list_without_issues_says_so_and_one_that_is_not_offered_is_not_found(client):
    make_newsletter(slug="morning")
    make_newsletter(slug="staff", is_public=False)
    assert "No issue has been sent yet." in client.get(LIST).text
    for address in (
        "/newsletter/issues/staff/",
        "/newsletter/feed/staff/",
        "/newsletter/issues/no/",
    ):
        assert client.get(address).status_code == 404


def test_every_page_leads_to_the_feed_and_the_lists_lead_to_their_issues(client):
    make_morning(make_bridge())
    for address in ("/newsletter/", LIST, PAGE):
        assert '<link rel="alternate" type="application/rss+xml" title="The Morning' in (
            client.get(address).text
        )
    assert f'<h2><a href="{LIST}"' in client.get("/newsletter/").text


def test_lists_and_issues_are_in_the_map(client):
    make_morning(make_bridge())
    make_newsletter(slug="empty")
    told = client.get("/sitemap/pages.xml").text
    assert re.findall(r"http://testserver(/newsletter/[^<]*)", told) == [LIST, PAGE]


def test_the_page_is_the_same_for_everyone(client):
    morning = make_run(1)
    before = client.get(LIST)
    make_subscriber("canary@example.com", morning)
    after = client.get(LIST)
    assert (after.content, after.cookies) == (before.content, {})
    assert after.headers["Cache-Control"].startswith("public")


def test_caches_learn_on_which_pages_a_lost_story_stood(settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    story = make_bridge()
    make_morning(story)
    make_issue(None, story, slug="draft")
    told = {path for path in copies.to_renew(story) if path.startswith("/newsletter/")}
    assert told == {PAGE, LIST, "/newsletter/feed/morning/"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_issue_and_for_three(
    client, count, django_assert_num_queries
):
    make_run(count)
    with django_assert_num_queries(9):
        client.get(LIST)
