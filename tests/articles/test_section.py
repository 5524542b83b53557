"""A section's page."""

import pytest

from tests import make
from tests.reading import headlines, one, page, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def culture():
    return make.make_section(name="Culture", slug="culture", description="Books and bridges.")


def test_it_says_what_it_is_and_what_is_in_it(client, culture):
    make.make_section(name="Music", slug="music", parent=culture)
    response = client.get("/section/culture/")
    assert texts(response, ".//h1") == ["Culture"]
    assert texts(response, ".//p[@class='dek']") == ["Books and bridges."]
    assert one(response, ".//main//nav/a").get("href") == "/section/music/"


def test_it_holds_the_stories_of_the_sections_inside_it_and_no_others(client, culture):
    music = make.make_section(name="Music", slug="music", parent=culture)
    sport = make.make_section(name="Sport", slug="sport")
    make.make_article(headline="Own", section=culture)
    make.make_article(headline="Inside", section=music)
    make.make_article(headline="Also", section=sport, also_in=[music])
    make.make_article(headline="Elsewhere", section=sport)
    assert set(headlines(client.get("/section/culture/"))) == {"Own", "Inside", "Also"}


def test_a_section_inside_another_leads_back_to_it(client, culture):
    make.make_section(name="Music", slug="music", parent=culture)
    assert one(client.get("/section/music/"), ".//p[@class='kick']/a").get("href") == (
        "/section/culture/"
    )


def test_an_armenian_section_speaks_armenian(client):
    make.make_section(name="Մշակույթ", slug="mshakuyt", language="hy")
    response = client.get("/section/mshakuyt/")
    assert page(response).get("lang") == "hy"
    assert texts(response, ".//main/p")[0] == "Այստեղ դեռ ոչինչ չի հրապարակվել։"


def test_it_leads_to_its_feed_and_into_the_archive(client, culture):
    article = make.make_article(section=culture)
    response = client.get("/section/culture/")
    links = {a.get("href") for a in page(response).findall(".//main//a")}
    month = article.get_absolute_url()[:9]
    assert {"/section/culture/feed/", month} <= links
    feeds = page(response).findall(".//link[@type='application/rss+xml']")
    assert [feed.get("href") for feed in feeds] == ["/feed/", "/section/culture/feed/"]


def test_the_menu_says_where_one_is(client, culture):
    make.make_menu("/section/culture/", "/section/sport/")
    make.make_article(section=culture, slug="bridge-opens")
    here = one(client.get("/section/culture/"), ".//nav//a[@aria-current]")
    assert (here.get("href"), here.get("aria-current")) == ("/section/culture/", "page")


def test_a_section_that_is_none_is_not_found(client):
    assert client.get("/section/none/").status_code == 404
