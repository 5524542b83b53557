"""A story's page: what stands on it, what machines read of it, and where its old addresses lead."""

import datetime
import json

import pytest
from django.utils import timezone

from articles.models import Article, Byline, Correction
from newsroom.models import Masthead
from tests import make
from tests.reading import one, page, text, texts

pytestmark = pytest.mark.django_db

YEREVAN = datetime.timezone(datetime.timedelta(hours=4))
AFTERNOON = datetime.datetime(2022, 1, 7, 14, 20, tzinfo=YEREVAN)


def meta(response, name):
    return one(response, f".//meta[@property='{name}']").get("content")


def test_a_story_reads_from_its_section_to_its_topics(client):
    article = make.make_article(
        headline="Night train gets a reading carriage",
        deck="Forty shelves and two lamps.",
        dateline_place="YEREVAN",
        body="<p>The carriage left on Friday.</p>",
        section=make.make_section(name="Travel", slug="travel"),
        by=[make.make_contributor(name="Ani Sarafian", slug="ani")],
        tags=[make.make_tag(name="Railways", slug="railways")],
        published_at=AFTERNOON,
    )
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    assert texts(response, ".//h1") == ["Night train gets a reading carriage"]
    said = text(one(response, ".//main/article"))
    order = [
        "Travel",
        "Night train gets a reading carriage",
        "Forty shelves and two lamps.",
        "By Ani Sarafian",
        "Published January 7, 2022, 2:20 pm GMT+4",
        "YEREVAN — The carriage left on Friday.",
        "Topics: Railways",
        "Share: Email Facebook Telegram WhatsApp",
    ]
    places = [said.index(part) for part in order]
    assert places == sorted(places)


def test_the_byline_names_everyone_by_what_they_did(client):
    names = ("Ani", "Levon", "Sona", "Armenpress")
    ani, levon, sona, agency = (make.make_contributor(name=name) for name in names)
    article = make.make_article(
        by=[ani, levon, (sona, Byline.Role.PHOTOGRAPHS), (agency, Byline.Role.AGENCY)]
    )
    said = texts(client.get(article.get_absolute_url()), ".//div[@class='by meta']/span")
    assert said[:3] == ["By Ani and Levon", "Armenpress", "Photographs by Sona"]


def test_a_story_without_a_byline_is_the_papers_own(client):
    Masthead(name="The Herald").save()
    article = make.make_article()
    said = texts(client.get(article.get_absolute_url()), ".//div[@class='by meta']/span")
    assert said[0] == "The Herald"


def test_a_name_is_printed_as_it_is_and_never_as_markup(client):
    article = make.make_article(
        headline="<b>Bold</b> & bare", by=[make.make_contributor(name="<i>Ani</i> 100%")]
    )
    response = client.get(article.get_absolute_url())
    assert texts(response, ".//h1") == ["<b>Bold</b> & bare"]
    assert texts(response, ".//a[@rel='author']") == ["<i>Ani</i> 100%"]


def test_the_lead_picture_has_its_sizes_its_words_and_goes_first(client):
    picture = make.make_picture(
        alt="A bridge", caption="Old", credit="Photo: Ani", stem="pictures/x"
    )
    article = make.make_article(lead_picture=picture, lead_caption="The bridge in May.")
    response = client.get(article.get_absolute_url())
    image = one(response, ".//figure/img")
    assert image.get("alt") == "A bridge"
    assert (image.get("width"), image.get("height")) == ("800", "500")
    assert image.get("fetchpriority") == "high"
    assert "loading" not in image.attrib
    assert image.get("srcset").split(",") == [
        f"/media/pictures/x-{width}.webp {width}w" for width in (480, 800, 1200, 1640)
    ]
    assert texts(response, ".//figcaption") == ["The bridge in May. Photo: Ani"]


def test_a_picture_too_small_to_choose_from_is_there_all_the_same(client):
    article = make.make_article(lead_picture=make.make_picture(stem="pictures/x", widths=[200]))
    image = one(client.get(article.get_absolute_url()), ".//figure/img")
    assert image.get("src") == "/media/pictures/x-200.webp"
    assert "srcset" not in image.attrib


def test_a_story_without_a_picture_has_no_figure(client):
    article = make.make_article()
    assert page(client.get(article.get_absolute_url())).findall(".//figure") == []


def test_updated_stands_only_on_a_story_that_was(client):
    article = make.make_article(published_at=AFTERNOON)
    address = article.get_absolute_url()
    assert "Updated" not in text(one(client.get(address), ".//article"))
    Article.objects.update(updated_at=AFTERNOON + datetime.timedelta(hours=3))
    assert "Updated January 7, 2022, 5:20 pm GMT+4" in text(one(client.get(address), ".//article"))


def test_a_correction_is_dated_and_stands_under_the_text(client):
    article = make.make_article()
    Correction.objects.create(article=article, text="It was Tuesday.", noted_at=AFTERNOON)
    notes = texts(client.get(article.get_absolute_url()), ".//p[@class='note']")
    assert notes == ["Correction, January 7, 2022, 2:20 pm GMT+4: It was Tuesday."]


def test_a_long_headline_is_set_smaller(client):
    long, short = make.make_article(headline="Word " * 20), make.make_article()
    assert one(client.get(long.get_absolute_url()), ".//h1").get("class") == "long"
    assert one(client.get(short.get_absolute_url()), ".//h1").get("class") is None


def test_an_armenian_story_has_an_armenian_page(client):
    article = make.make_article(headline="Ձյուն", language="hy", published_at=AFTERNOON)
    response = client.get(article.get_absolute_url())
    assert page(response).get("lang") == "hy"
    assert texts(response, ".//article//time") == ["2022 թ. հունվարի 7, 14:20 GMT+4"]


def test_search_engines_read_a_news_article(client):
    Masthead(name="The Herald").save()
    article = make.make_article(
        headline="A </script> in a headline",
        by=[make.make_contributor(name="Ani", slug="ani")],
        published_at=AFTERNOON,
        lead_picture=make.make_picture(stem="pictures/x"),
    )
    response = client.get(article.get_absolute_url())
    data = json.loads(one(response, ".//script[@type='application/ld+json']").text)
    address = f"http://testserver{article.get_absolute_url()}"
    paper = {"@type": "NewsMediaOrganization", "name": "The Herald", "url": "http://testserver/"}
    ani = {"@type": "Person", "name": "Ani", "url": "http://testserver/author/ani/"}
    said = {name: data[name] for name in ("@type", "headline", "mainEntityOfPage", "inLanguage")}
    assert said == {
        "@type": "NewsArticle",
        "headline": "A </script> in a headline",
        "mainEntityOfPage": address,
        "inLanguage": "en",
    }
    assert (data["author"], data["publisher"]) == ([ani], paper)
    assert datetime.datetime.fromisoformat(data["datePublished"]) == AFTERNOON
    assert data["image"] == [
        "http://testserver/media/pictures/x-1640.webp",
        "http://testserver/media/pictures/x-share.jpg",
    ]
    assert b"A </script> in" not in response.content


def test_search_engines_read_what_was_put_right(client):
    article = make.make_article()
    Correction.objects.create(article=article, text="It </script> was.", noted_at=AFTERNOON)
    response = client.get(article.get_absolute_url())
    data = json.loads(one(response, ".//script[@type='application/ld+json']").text)
    (note,) = data["correction"]
    assert datetime.datetime.fromisoformat(note.pop("datePublished")) == AFTERNOON
    said = {"@type": "CorrectionComment", "name": "Correction", "text": "It </script> was."}
    assert note == said


def test_other_sites_show_headline_deck_and_picture(client):
    article = make.make_article(
        headline="Snow", deck="Much.", lead_picture=make.make_picture(stem="pictures/x")
    )
    response = client.get(article.get_absolute_url())
    assert meta(response, "og:title") == "Snow"
    assert meta(response, "og:description") == "Much."
    assert meta(response, "og:url") == f"http://testserver{article.get_absolute_url()}"
    assert meta(response, "og:image") == "http://testserver/media/pictures/x-share.jpg"


def test_search_engines_and_shared_links_may_have_words_of_their_own(client):
    article = make.make_article(
        headline="Night train",
        deck="Forty shelves.",
        search_title="The night train with a library",
        search_description="How forty shelves went aboard.",
    )
    response = client.get(article.get_absolute_url())
    assert texts(response, ".//title") == ["The night train with a library – The Newsroom"]
    assert texts(response, ".//h1") == ["Night train"]
    words = one(response, ".//meta[@name='description']").get("content")
    assert words == meta(response, "og:description") == "How forty shelves went aboard."
    assert meta(response, "og:title") == "The night train with a library"
    said = json.loads(one(response, ".//script[@type='application/ld+json']").text)
    assert (said["headline"], said["description"]) == (
        "The night train with a library",
        "How forty shelves went aboard.",
    )


def test_the_canonical_address_is_where_the_story_first_appeared(client):
    own = make.make_article()
    taken = make.make_article(source_name="Elsewhere", source_url="https://example.org/a")
    for article, address in (
        (own, f"http://testserver{own.get_absolute_url()}"),
        (taken, "https://example.org/a"),
    ):
        response = client.get(article.get_absolute_url())
        assert one(response, ".//link[@rel='canonical']").get("href") == address


def test_translations_lead_to_one_another_and_drafts_to_nobody(client):
    english = make.make_article(headline="Snow")
    armenian = make.make_article(headline="Ձյուն", language="hy", translation_of=english)
    make.make_article(
        headline="Ձիւն", language="hyw", translation_of=english, status=Article.Status.DRAFT
    )
    for here in (english, armenian):
        response = client.get(here.get_absolute_url())
        alternates = page(response).findall(".//link[@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in alternates} == {
            "en": f"http://testserver{english.get_absolute_url()}",
            "hy": f"http://testserver{armenian.get_absolute_url()}",
        }
    link = one(client.get(english.get_absolute_url()), ".//div[@class='by meta']/a")
    assert (link.get("href"), link.get("lang")) == (armenian.get_absolute_url(), "hy")


def test_related_stories_are_dated_cards_and_never_the_story_itself(client):
    section = make.make_section()
    stories = [
        make.make_article(headline=f"Bridge {n}", section=section, published_at=AFTERNOON)
        for n in range(3)
    ]
    make.make_article(headline="Bridge 9", section=section, status=Article.Status.DRAFT)
    response = client.get(stories[0].get_absolute_url())
    cards = page(response).find(".//ul[@class='plain grid']")
    assert {text(each) for each in cards.findall("li/h3")} == {"Bridge 1", "Bridge 2"}
    assert [text(each) for each in cards.findall(".//time")] == ["January 7, 2022"] * 2


def test_there_is_no_box_where_nothing_is_related(client):
    response = client.get(make.make_article().get_absolute_url())
    assert "You May Also Like" not in texts(response, ".//h2")


def test_the_rail_holds_the_newest_other_stories_of_the_language(client):
    here, other = make.make_article(headline="Here"), make.make_article(headline="Other")
    make.make_article(headline="Draft", status=Article.Status.DRAFT)
    make.make_article(headline="Հայերեն", language="hy")
    make.make_article(headline="Later", published_at=timezone.now() + datetime.timedelta(days=1))
    rail = one(client.get(here.get_absolute_url()), ".//aside")
    assert [text(each) for each in rail.findall(".//h3")] == [other.headline]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_as_many_queries_with_one_of_everything_as_with_three(
    client, count, django_assert_num_queries
):
    make.make_menu("/section/culture/")
    make.make_newsletter()
    section = make.make_section()
    for _ in range(count):
        make.make_article(section=section, lead_picture=make.make_picture())
    article = make.make_article(
        section=section,
        by=[make.make_contributor() for _ in range(count)],
        tags=[make.make_tag() for _ in range(count)],
    )
    for _ in range(count):
        make.make_comment(article)
    with django_assert_num_queries(8):
        client.get(article.get_absolute_url())
