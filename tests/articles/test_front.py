"""The front page: what is newest, nothing twice, nothing that is not for readers yet."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article
from newsroom.models import Masthead
from tests import make
from tests.reading import headlines, one, texts

pytestmark = pytest.mark.django_db

BLOCKS = ".//section[@class]/h2[@id]"
IN_BLOCK = ".//ul[@class='plain grid mix']/li/h3"


def hours_ago(hours):
    return timezone.now() - datetime.timedelta(hours=hours)


@pytest.fixture
def eight_stories():
    section = make.make_section(name="Town", on_front=False)
    return [
        make.make_article(headline=f"Story {n}", section=section, published_at=hours_ago(n))
        for n in range(1, 9)
    ]


def test_the_newest_story_leads(client, eight_stories):
    response = client.get("/")
    assert texts(response, ".//article/h2") == ["Story 1"]
    assert texts(response, ".//ul[@class='plain grid two']/li/h3") == ["Story 2", "Story 3"]
    assert texts(response, ".//ul[@class='plain rows']/li/h3") == [
        "Story 4",
        "Story 5",
        "Story 6",
        "Story 7",
        "Story 8",
    ]


def test_a_section_has_a_block_with_the_picture_first(client, eight_stories):
    culture = make.make_section(name="Culture")
    plain = make.make_article(headline="Newer", section=culture, published_at=hours_ago(20))
    make.make_article(
        headline="Pictured",
        section=culture,
        published_at=hours_ago(21),
        lead_picture=make.make_picture(),
    )
    response = client.get("/")
    assert texts(response, BLOCKS) == ["Latest", "Culture"]
    assert texts(response, IN_BLOCK) == ["Pictured", plain.headline]


def test_no_story_stands_on_the_page_twice(client):
    culture = make.make_section(name="Culture")
    town = make.make_section(name="Town")
    for n in range(12):
        make.make_article(section=culture, also_in=[town], published_at=hours_ago(n))
    found = headlines(client.get("/"))
    assert len(found) == len(set(found)) == 12


def test_a_block_still_fills_when_the_top_took_its_newest(client):
    culture = make.make_section(name="Culture")
    for n in range(20):
        make.make_article(headline=f"Story {n}", section=culture, published_at=hours_ago(n))
    response = client.get("/")
    assert texts(response, IN_BLOCK) == ["Story 8", "Story 9", "Story 10", "Story 11", "Story 12"]


def test_an_empty_section_is_left_out(client, eight_stories):
    make.make_section(name="Culture")
    assert texts(client.get("/"), BLOCKS) == ["Latest"]


def test_a_section_that_wants_no_block_has_none(client, eight_stories):
    hidden = make.make_section(name="Weather", on_front=False)
    make.make_article(section=hidden, published_at=hours_ago(30))
    assert texts(client.get("/"), BLOCKS) == ["Latest"]


def test_a_paper_without_stories_says_so(client):
    assert texts(client.get("/"), ".//main/p") == ["Nothing has been published yet."]


def test_what_is_not_for_readers_stays_away(client, eight_stories):
    culture = make.make_section(name="Culture")
    make.make_article(headline="A draft", section=culture, status=Article.Status.DRAFT)
    make.make_article(headline="In review", section=culture, status=Article.Status.IN_REVIEW)
    make.make_article(headline="Withdrawn", section=culture, status=Article.Status.WITHDRAWN)
    make.make_article(headline="Tomorrow", section=culture, published_at=hours_ago(-24))
    make.make_article(headline="Հայերեն", section=culture, language="hy")
    assert headlines(client.get("/")) == [f"Story {n}" for n in range(1, 9)]


def test_the_menu_leads_to_the_other_language(client):
    make.make_menu("/section/hayeren/", label="Հայերեն", language="hy")
    link = one(client.get("/"), ".//nav//a[@href='/section/hayeren/']")
    assert (link.get("lang"), link.get("hreflang"), link.text) == ("hy", "hy", "Հայերեն")


def test_an_armenian_paper_has_an_armenian_front_page(client):
    Masthead(name="Թերթ", language="hy").save()
    make.make_article(headline="Ձյուն", language="hy")
    make.make_article(headline="Snow")
    response = client.get("/")
    assert one(response, ".[@lang]").get("lang") == "hy"
    assert headlines(response) == ["Ձյուն"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_as_many_queries_for_one_story_as_for_three(
    client, count, django_assert_num_queries
):
    make.make_menu("/section/culture/")
    make.make_newsletter()
    culture = make.make_section()
    for _ in range(count):
        make.make_article(section=culture, by=[make.make_contributor()])
    with django_assert_num_queries(7):
        client.get("/")


@pytest.mark.parametrize("place", ["card", "line"])
def test_what_is_drawn_once_follows_its_story(client, place):
    stories = [make.make_article(lead_picture=make.make_picture()) for _ in range(8)]
    story = stories[-2] if place == "card" else stories[0]
    assert story.headline in client.get("/").text
    story.headline, story.summary = "Quite another headline", "Quite another teaser."
    story.lead_picture = make.make_picture()
    publishing.save(story, by=None)
    page = client.get("/").text
    assert page.count("Quite another headline") == 1
    if place == "card":
        assert "Quite another teaser." in page
        assert story.lead_picture.stem in page
