"""RSS feeds."""

import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from newsroom.models import Masthead
from tests import make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}link"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def channel(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")


def titles(client, address):
    return [item.findtext("title") for item in channel(client, address).findall("item")]


def test_the_feed_of_the_paper_says_whose_it_is_and_where(client):
    Masthead(name="The Herald", tagline="News & views").save()
    feed = channel(client, "/feed/")
    said = {tag: feed.findtext(tag) for tag in ("title", "link", "description", "language")}
    assert said == {
        "title": "The Herald",
        "link": "http://testserver/",
        "description": "News & views",
        "language": "en",
    }
    assert feed.find(ATOM).get("href") == "http://testserver/feed/"


def test_an_item_says_what_a_reader_needs_to_choose_it(client):
    moment = timezone.make_aware(datetime.datetime(2022, 1, 7, 14, 20))
    article = make.make_article(
        headline="Snow < ice & rain",
        summary="It fell all night.",
        published_at=moment,
        section=make.make_section(name="Weather"),
        tags=[make.make_tag(name="Winter")],
        by=[make.make_contributor(name="Ani"), make.make_contributor(name="Levon")],
    )
    (item,) = channel(client, "/feed/").findall("item")
    address = f"http://testserver{article.get_absolute_url()}"
    assert item.findtext("title") == "Snow < ice & rain"
    assert (item.findtext("link"), item.findtext("guid")) == (address, address)
    assert item.findtext("description") == "It fell all night."
    assert item.findtext(CREATOR) == "Ani, Levon"
    assert [each.text for each in item.findall("category")] == ["Weather", "Winter"]
    assert parsedate_to_datetime(item.findtext("pubDate")) == moment


def test_an_item_says_what_was_put_right_with_its_time(client):
    noon = timezone.make_aware(datetime.datetime(2022, 1, 7, 12))
    article = make.make_article(summary="It fell all night.", published_at=noon)
    armenian = make.make_article(section=article.section, language="hy", summary="Ձյուն։")
    for story in (article, armenian):
        story.corrections.create(kind="update", text="It <still> falls.", noted_at=noon)
    items = channel(client, f"{article.section.get_absolute_url()}feed/").findall("item")
    assert {item.findtext("description") for item in items} == {
        "It fell all night.\n\nUpdate, January 7, 2022, 12:00 pm GMT+4: It <still> falls.",
        "Ձյուն։\n\nԼրացում, 2022 թ. հունվարի 7, 12:00 GMT+4: It <still> falls.",
    }


def test_the_newest_twenty_come_newest_first(client):
    now = timezone.now()
    for hours in range(1, 23):
        moment = now - datetime.timedelta(hours=hours)
        make.make_article(headline=f"Story {hours}", published_at=moment)
    assert titles(client, "/feed/") == [f"Story {hours}" for hours in range(1, 21)]


def test_section_topic_and_author_have_feeds_of_their_own(client):
    culture = make.make_section(name="Culture", slug="culture", language="hy")
    bridges, ani = make.make_tag(slug="bridges"), make.make_contributor(slug="ani")
    make.make_article(headline="Mine", section=culture, tags=[bridges], by=[ani], language="hy")
    make.make_article(headline="Other", section=make.make_section())
    for address in ("/section/culture/feed/", "/topic/bridges/feed/", "/author/ani/feed/"):
        assert titles(client, address) == ["Mine"]
    feed = channel(client, "/section/culture/feed/")
    assert feed.findtext("title") == "Culture – The Newsroom"
    assert feed.findtext("language") == "hy"
    assert feed.find(ATOM).get("href") == "http://testserver/section/culture/feed/"


def test_the_section_feed_holds_the_sections_inside_it(client):
    culture = make.make_section(slug="culture")
    make.make_article(headline="Inside", section=make.make_section(parent=culture))
    assert titles(client, "/section/culture/feed/") == ["Inside"]


@pytest.mark.parametrize("forbidden", ["\x07", "\x0b", "\ufffe", "\uffff"])
def test_a_character_that_xml_forbids_breaks_neither_feed_nor_map(client, forbidden):
    Masthead(name=f"The{forbidden} Herald").save()
    make.make_article(
        headline=f"Bell{forbidden} rings",
        body=f"<p>Loud{forbidden}ly</p>",
        section=make.make_section(name=f"Cul{forbidden}ture"),
        tags=[make.make_tag(name=f"Bridg{forbidden}es")],
        by=[make.make_contributor(name=f"A{forbidden}ni")],
    )
    assert titles(client, "/feed/") == ["Bell rings"]
    assert "<news:title>Bell rings</news:title>" in client.get("/news-sitemap.xml").text
    ElementTree.fromstring(client.get("/news-sitemap.xml").content)


@pytest.mark.parametrize("kind", ["section", "topic", "author"])
def test_a_feed_of_nothing_is_not_found(client, kind):
    assert client.get(f"/{kind}/none/feed/").status_code == 404


def test_an_empty_paper_has_an_empty_feed(client):
    assert titles(client, "/feed/") == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_the_same_queries_for_one_story_and_for_three(
    client, count, django_assert_num_queries
):
    make.make_menu("/feed/")
    for _ in range(count):
        make.make_article(by=[make.make_contributor()], tags=[make.make_tag()])
    with django_assert_num_queries(6):
        client.get("/feed/")
