"""The page of an issue."""

import re

import pytest
from django.utils import timezone

from articles import publishing
from newsletter import blanks, lists
from newsletter.models import Newsletter
from tests.make import (
    make_article,
    make_contributor,
    make_issue,
    make_newsletter,
    make_picture,
    make_subscriber,
)
from tests.newsletter.issues import PAGE, make_bridge, make_morning

pytestmark = pytest.mark.django_db


def headlines(client, address=PAGE):
    return re.findall(r'<h2[^>]*><a href="/2026[^>]*>([^<]*)', client.get(address).text)


def test_the_page_says_what_was_sent_and_when(client):
    make_morning(make_bridge(), note="Good morning.\n\nSee <us>: https://example.org/")
    page = client.get(PAGE).text
    assert re.search(r"<h1>([^<]*)", page)[1] == "The bridge is open"
    assert '<a href="/newsletter/issues/morning/">The Morning</a>' in page
    assert "Sunday, March 1, 2026" in page
    assert "See &lt;us&gt;: <a href" in page
    assert ">It took nine months.<" in page
    assert page.count("Sign Up for Our Newsletters") == 1


def test_the_stories_stand_in_their_places(client):
    first, second = make_bridge(headline="A"), make_bridge(headline="B", slug="b")
    make_morning(second, first)
    assert headlines(client) == ["B", "A"]


def test_a_story_that_readers_lost_is_no_longer_there(client):
    lost, kept = make_bridge(headline="Canary"), make_bridge(headline="Kept", slug="kept")
    make_morning(lost, kept)
    assert headlines(client) == ["Canary", "Kept"]
    lost.withdraw("It was wrong.")
    publishing.save(lost, by=None)
    assert headlines(client) == ["Kept"]
    assert "Canary" not in client.get(PAGE).text
    assert "Canary" not in client.get("/newsletter/issues/morning/").text


def test_an_issue_that_lost_all_its_stories_says_so(client):
    make_morning(make_article(status="draft"))
    assert "The stories of this issue are no longer here." in client.get(PAGE).text


def test_the_page_is_the_same_for_everyone_and_names_no_reader(client):
    issue = make_morning(make_bridge())
    before = client.get(PAGE)
    reader = make_subscriber("canary@example.com", issue.newsletter)
    issue.deliveries.create(subscriber=reader, language="en")
    after = client.get(PAGE)
    assert (after.content, after.cookies) == (before.content, {})
    assert after.headers["Cache-Control"].startswith("public")
    assert [word in after.text for word in ("canary", "unsubscribe", *blanks.ALL)] == [False] * 4


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft", "started_at": None},
        {"status": "scheduled", "started_at": None, "send_at": timezone.now()},
        {"status": "cancelled", "started_at": None, "ended_at": timezone.now()},
        {"of": {"is_public": False}},
    ],
)
def test_what_readers_were_not_given_is_not_found(client, fields):
    make_morning(make_bridge(), subject="Canary", slug="canary", **fields)
    assert client.get("/newsletter/issues/morning/canary/").status_code == 404
    lists_of_issues = ["/newsletter/issues/morning/", "/newsletter/feed/morning/", "/newsletter/"]
    for address in (*lists_of_issues, "/sitemap/pages.xml"):
        assert "canary" not in client.get(address).text.lower()


def test_the_issue_is_found_under_the_name_that_its_list_has_now(client):
    issue = make_morning(make_bridge())
    list_ = Newsletter.objects.get()
    list_.slug = "early"
    lists.save(list_)
    moved = client.get(PAGE)
    there = f"/newsletter/issues/early/{issue.slug}/"
    assert (moved.status_code, moved.headers["Location"]) == (301, there)


@pytest.mark.parametrize(
    "word", ["signup", "confirm", "preferences", "unsubscribe", "feed", "issues"]
)
def test_no_name_of_a_list_or_an_issue_stands_in_the_way_of_another_page(client, word):
    make_issue(
        make_newsletter(slug=word, name="N"),
        make_bridge(),
        slug=word,
        subject="S",
        status="sending",
        started_at=timezone.now(),
    )
    page = client.get(f"/newsletter/issues/{word}/{word}/")
    assert (page.status_code, "<h1>S</h1>" in page.text) == (200, True)
    assert "<h1>N</h1>" in client.get(f"/newsletter/issues/{word}/").text


@pytest.mark.parametrize(
    ("language", "words"), [("hy", "Բոլոր թողարկումները"), ("hyw", "Բոլոր թիւերը")]
)
def test_the_page_speaks_as_its_list_does(client, language, words):
    make_morning(make_bridge(language=language), of={"language": language})
    page = client.get(PAGE).text
    assert (f'<html lang="{language}"' in page, words in page) == (True, True)


def test_what_somebody_typed_stays_words(client):
    hostile = '"><script>alert(1)</script>'
    make_morning(make_bridge(headline=hostile), subject=hostile, preview_text=hostile, note=hostile)
    for address in (PAGE, "/newsletter/issues/morning/", "/newsletter/"):
        assert "<script>alert" not in client.get(address).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_story_and_for_three(
    client, count, django_assert_num_queries
):
    stories = [
        make_bridge(slug=f"s{n}", by=[make_contributor()], lead_picture=make_picture())
        for n in range(count)
    ]
    make_morning(*stories)
    with django_assert_num_queries(8):
        client.get(PAGE)
