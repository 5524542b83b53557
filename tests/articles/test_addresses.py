"""Where the addresses of stories lead: to the story, one redirect away from it, or nowhere."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article
from tests import make
from tests.reading import texts

pytestmark = pytest.mark.django_db

NEXT_YEAR = timezone.now() + datetime.timedelta(days=365)
NEW_YEAR_IN_YEREVAN = datetime.datetime(2021, 12, 31, 21, 0, tzinfo=datetime.UTC)


@pytest.fixture
def snow():
    return make.make_article(headline="Snow", slug="snow", published_at=NEW_YEAR_IN_YEREVAN)


def test_the_month_is_the_newsrooms(snow, client):
    assert snow.get_absolute_url() == "/2022/01/snow/"
    assert client.get("/2022/01/snow/").status_code == 200


def test_the_month_is_the_newsrooms_whichever_zone_is_active(snow):
    with timezone.override("America/New_York"):
        assert snow.get_absolute_url() == "/2022/01/snow/"


@pytest.mark.parametrize(
    "address",
    ["/2021/12/snow/", "/2022/1/snow/", "/2022/99/snow/", "/2022/01/snow", "/2021/12/snow"],
)
def test_a_slip_in_the_address_is_one_redirect_away(snow, client, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, "/2022/01/snow/")


@pytest.mark.parametrize("address", ["/2022/01/snow/", "/2020/05/snow/", "/2020/5/snow"])
def test_an_old_slug_is_one_redirect_away(snow, client, address):
    snow.slug = "first-snow"
    publishing.save(snow, by=None)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, "/2022/01/first-snow/")


@pytest.mark.parametrize("address", ["/2022/01/rain/", "/2022/01/rain", "/1/1/snow/", "/snow.php"])
def test_an_unknown_address_is_not_found_at_once(snow, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("move", ["draft", "scheduled", "draft without a time"])
def test_a_story_that_readers_had_is_not_found_in_a_way_that_replaces_what_caches_have(
    client, move
):
    story = make.make_article(headline="Snow", slug="snow")
    address, unknown = story.get_absolute_url(), story.get_absolute_url().replace("snow", "none")
    if move == "scheduled":
        story.published_at = timezone.now() + datetime.timedelta(days=1)
    else:
        story.return_to_draft()
    if move == "draft without a time":
        story.published_at = None
    story.slug = "first-snow"
    publishing.save(story, by=None)
    for gone in (address, f"{address}feed/", address.replace("snow", "first-snow")):
        answer = client.get(gone)
        assert (answer.status_code, answer["Cache-Control"][:6]) == (404, "public")
        assert "snow" not in answer.text.lower()
    assert client.get(unknown)["Cache-Control"] == "private, no-store"


def test_caches_learn_nothing_of_a_story_that_readers_never_had(client):
    for status, at in (("draft", None), ("review", None), ("ready", NEXT_YEAR)):
        story = make.make_article(status=status, published_at=at)
        answer = client.get(story.get_absolute_url())
        assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-store")


@pytest.mark.parametrize(
    ("status", "hours"),
    [
        (Article.Status.DRAFT, -1),
        (Article.Status.IN_REVIEW, -1),
        (Article.Status.READY, 24),
    ],
)
def test_what_is_not_for_readers_yet_is_not_found(client, status, hours):
    moment = timezone.now() + datetime.timedelta(hours=hours)
    article = make.make_article(headline="Secret", status=status, published_at=moment)
    response = client.get(article.get_absolute_url())
    assert response.status_code == 404
    assert "Secret" not in response.content.decode()


def test_an_old_slug_of_a_draft_leads_nowhere(snow, client):
    snow.slug, snow.status = "first-snow", Article.Status.DRAFT
    publishing.save(snow, by=None)
    assert client.get("/2022/01/snow/").status_code == 404


@pytest.mark.parametrize("address", ["/2022/01/snow/", "/2022/01/first-snow/", "/2022/01/snow"])
def test_a_withdrawn_story_is_gone_under_every_slug_it_had(snow, client, address):
    snow.slug = "first-snow"
    snow.withdraw("It named the wrong man.")
    publishing.save(snow, by=None)
    response = client.get(address)
    assert response.status_code == 410
    assert texts(response, ".//h1") == ["This article was removed"]
    assert texts(response, ".//main//time") != []
    assert "It named the wrong man." in texts(response, ".//main//p")


def test_a_story_withdrawn_before_its_time_was_never_there(client):
    article = make.make_article(published_at=timezone.now() + datetime.timedelta(days=1))
    article.withdraw("Not true.")
    publishing.save(article, by=None)
    assert client.get(article.get_absolute_url()).status_code == 404
