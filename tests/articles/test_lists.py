"""Lists of stories page by page: sections, topics, authors, months and days alike."""

import datetime
import itertools

import pytest
from django.utils import timezone

from articles import listing
from articles.models import Article
from tests import make
from tests.reading import headlines, page, texts

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(datetime.datetime(2022, 1, 7, 12, 0))


@pytest.fixture
def lists():
    """One place of every kind, and how to put a story into all of them."""
    return {
        "section": make.make_section(slug="culture"),
        "tags": [make.make_tag(slug="bridges")],
        "by": [make.make_contributor(slug="ani")],
    }


ADDRESSES = {  # and how many queries each costs
    "/section/culture/": 7,
    "/topic/bridges/": 6,
    "/author/ani/": 6,
    "/2022/01/": 9,
    "/2022/01/07/": 8,
}
each_list = pytest.mark.parametrize("address", ADDRESSES)
short_pages = pytest.mark.usefixtures("four_on_a_page")


@pytest.fixture
def four_on_a_page(monkeypatch):
    """Walk through pages of four: the way is the same as with twenty, and far shorter."""
    monkeypatch.setattr(listing, "SIZE", 4)


def make_stories(lists, count):
    """Make stories of one moment, as an import does; the last made is the newest."""
    for n in range(1, count + 1):
        make.make_article(headline=f"Story {n}", published_at=NOON, **lists)


def follow(client, address, direction):
    """Return the page that "Newer" (prev) or "Older" (next) leads to."""
    link = page(client.get(address)).find(f".//a[@rel='{direction}']")
    return None if link is None else address.partition("?")[0] + link.get("href")


def test_twenty_stories_stand_on_a_page(client, lists):
    make_stories(lists, 21)
    shown = headlines(client.get("/section/culture/"))
    assert shown == [f"Story {n}" for n in range(21, 1, -1)]


@each_list
@short_pages
def test_older_leads_to_the_rest(client, lists, address):
    make_stories(lists, 11)
    found = []
    while address:
        found.append(headlines(client.get(address)))
        address = follow(client, address, "next")
    assert [len(each) for each in found] == [4, 4, 3]
    assert list(itertools.chain(*found)) == [f"Story {n}" for n in range(11, 0, -1)]


@each_list
@short_pages
def test_newer_leads_back_the_way_one_came(client, lists, address):
    make_stories(lists, 11)
    second = follow(client, address, "next")
    third = follow(client, second, "next")
    assert headlines(client.get(follow(client, third, "prev"))) == headlines(client.get(second))
    assert headlines(client.get(follow(client, second, "prev"))) == headlines(client.get(address))
    assert follow(client, address, "prev") is None


@each_list
@short_pages
def test_a_page_that_fits_has_no_pager(client, lists, address):
    make_stories(lists, 4)
    assert follow(client, address, "next") is None
    assert follow(client, address, "prev") is None


@each_list
@pytest.mark.parametrize(
    "key", ["", "x", "-1", "0", "1.5", "²", "٣", "9" * 18, "9" * 40, "1%00", "' OR 1=1"]
)
def test_a_key_that_is_none_leads_nowhere_and_breaks_nothing(client, lists, address, key):
    make_stories(lists, 1)
    assert client.get(f"{address}?before={key}").status_code == 404
    assert client.get(f"{address}?after={key}").status_code == 404


def canonical(response):
    return page(response).find(".//link[@rel='canonical']").get("href")


@each_list
@short_pages
def test_every_page_of_a_list_is_its_own_original(client, lists, address):
    make_stories(lists, 11)
    second = follow(client, address, "next")
    third = follow(client, second, "next")
    back = follow(client, third, "prev")
    for each in (address, second, third, back):
        assert canonical(client.get(each)) == f"http://testserver{each}"


@each_list
@short_pages
def test_what_others_add_to_an_address_is_not_given_back(client, lists, address):
    make_stories(lists, 5)
    expected = client.get(address).content
    assert client.get(address, {"fbclid": "canary"}).content == expected


@short_pages
def test_a_key_still_works_when_its_story_was_withdrawn_meanwhile(client, lists):
    make_stories(lists, 6)
    address = follow(client, "/section/culture/", "next")
    expected = headlines(client.get(address))
    Article.objects.filter(pk=address.rpartition("=")[2]).update(status=Article.Status.WITHDRAWN)
    assert headlines(client.get(address)) == expected


def test_a_draft_without_a_time_is_no_key(client, lists):
    make_stories(lists, 1)
    draft = make.make_article(status=Article.Status.DRAFT, published_at=None)
    assert client.get(f"/section/culture/?before={draft.pk}").status_code == 404


@each_list
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_queries_for_one_story_and_for_three(
    client, lists, address, count, django_assert_num_queries
):
    make.make_menu("/section/culture/")
    for _ in range(count):
        make.make_article(
            published_at=NOON,
            lead_picture=make.make_picture(),
            **lists | {"by": [*lists["by"], make.make_contributor()]},
        )
    with django_assert_num_queries(ADDRESSES[address]):
        client.get(address)


@each_list
def test_readers_sign_up_for_newsletters_below_a_list(client, lists, address):
    make_stories(lists, 1)
    make.make_newsletter(name="The Morning")
    assert client.get(address).content.decode().count('<section class="news" id="newsletter"') == 1


def test_a_story_in_another_language_says_so(client, lists):
    make.make_article(headline="Ձյուն", language="hy", published_at=NOON, **lists)
    heading = page(client.get("/author/ani/")).find(".//main//h2")
    assert heading.get("lang") == "hy"


def test_an_empty_section_says_so(client, lists):
    said = texts(client.get("/section/culture/"), ".//main/p")
    assert said[0] == "Nothing has been published here yet."
