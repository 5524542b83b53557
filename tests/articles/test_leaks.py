"""No list, feed, map or search shows readers what is not theirs."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Article, Correction
from tests import make

pytestmark = pytest.mark.django_db

EVERYWHERE = [
    "/",
    "/section/culture/",
    "/topic/bridges/",
    "/author/ani/",
    "/{year}/",
    "/{year}/{month:02}/",
    "/{year}/{month:02}/{day:02}/",
    "/search/?q=canary",
    "/corrections/",
    "/feed/",
    "/section/culture/feed/",
    "/topic/bridges/feed/",
    "/author/ani/feed/",
    "/sitemap/{year}-{month:02}.xml",
    "/sitemap/pages.xml",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/newsletter/issues/morning/",
    "/newsletter/issues/morning/birds/",
    "/newsletter/feed/morning/",
    "/no/such/page/",
    "/{year}/{month:02}/good-news/",
]


def make_canary(name, **fields):
    """Make a story that would stand in every list, if only readers had it."""
    article = make.make_article(headline=f"Canary {name}", slug=f"canary-{name}", **fields)
    Correction.objects.create(article=article, text=f"Canary {name} was wrong.")
    return article


@pytest.fixture
def flock(db):
    """A story that readers have, and beside it what they do not have: yet, no longer, or at all."""
    place = {
        "section": make.make_section(name="Culture", slug="culture"),
        "tags": [make.make_tag(name="Bridges", slug="bridges")],
        "by": [make.make_contributor(name="Ani", slug="ani")],
    }
    soon = timezone.now() + datetime.timedelta(minutes=5)
    good = make.make_article(headline="Good news canary", slug="good-news", **place)
    canaries = [
        make_canary("draft", status=Article.Status.DRAFT, **place),
        make_canary("review", status=Article.Status.IN_REVIEW, **place),
        make_canary("withdrawn", status=Article.Status.WITHDRAWN, **place),
        make_canary("scheduled", published_at=soon, **place),
    ]
    begun = {"slug": "birds", "status": "sending", "started_at": good.published_at}
    make.make_issue(make.make_newsletter(slug="morning"), *canaries, good, **begun)
    return good


@pytest.mark.parametrize("address", EVERYWHERE)
def test_what_readers_do_not_have_stands_nowhere(client, flock, address):
    day = timezone.localtime(flock.published_at)
    response = client.get(address.format(year=day.year, month=day.month, day=day.day))
    said = response.content.decode().lower()
    assert [
        name
        for name in ("draft", "review", "withdrawn", "scheduled")
        if f"canary {name}" in said or f"canary-{name}" in said
    ] == []


@pytest.mark.parametrize(
    "address", ["/", "/feed/", "/no/such/page/", "/{year}/{month:02}/good-news/"]
)
def test_another_language_stays_on_its_own_pages(client, flock, address):
    make.make_article(headline="Հայերեն", language="hy", slug="hayeren")
    day = timezone.localtime(flock.published_at)
    response = client.get(address.format(year=day.year, month=day.month))
    assert "hayeren" not in response.content.decode()


def test_a_topic_of_nothing_but_drafts_is_in_no_map(client):
    hidden = {
        "section": make.make_section(slug="hidden-section"),
        "tags": [make.make_tag(slug="hidden-topic")],
        "by": [make.make_contributor(slug="hidden-author")],
    }
    make.make_article(status=Article.Status.DRAFT, **hidden)
    assert b"hidden" not in client.get("/sitemap/pages.xml").content
