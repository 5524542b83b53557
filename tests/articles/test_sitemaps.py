"""Sitemaps, for search engines and for news."""

import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import publishing, sitemaps
from articles.models import Article, Day, Page
from newsroom.models import Masthead
from tests import make

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def at(year, month, day):
    return timezone.make_aware(datetime.datetime(year, month, day, 12))


def tree(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content)


def addresses(client, address):
    return [each.text for each in tree(client, address).iter(f"{MAP}loc")]


def test_the_map_leads_to_one_map_of_lasting_pages_and_one_for_each_month(client):
    make.make_article(published_at=at(2022, 1, 7))
    make.make_article(published_at=at(2022, 1, 9))
    make.make_article(published_at=at(2021, 12, 31))
    assert addresses(client, "/sitemap.xml") == [
        "http://testserver/sitemap/pages.xml",
        "http://testserver/sitemap/2022-01.xml",
        "http://testserver/sitemap/2021-12.xml",
    ]


def test_the_map_of_a_month_has_its_stories_with_their_last_change(client):
    article = make.make_article(published_at=at(2022, 1, 7))
    make.make_article(published_at=at(2022, 2, 1))
    (place,) = tree(client, "/sitemap/2022-01.xml")
    assert place.findtext(f"{MAP}loc") == f"http://testserver{article.get_absolute_url()}"
    changed = datetime.datetime.fromisoformat(place.findtext(f"{MAP}lastmod"))
    assert changed == article.published_at


def test_a_month_is_printed_to_the_letter_from_its_first_minute_to_its_last(client):
    first = timezone.make_aware(datetime.datetime(2022, 1, 1))
    last = timezone.make_aware(datetime.datetime(2022, 1, 31, 23, 59, 59, 500_000))
    stories = [
        make.make_article(slug="begins", published_at=first, updated_at=at(2022, 3, 5)),
        make.make_article(slug="ends", published_at=last),
    ]
    make.make_article(published_at=first - datetime.timedelta(seconds=1))
    make.make_article(published_at=last + datetime.timedelta(seconds=1))
    begins, ends = (f"http://testserver{story.get_absolute_url()}" for story in stories)
    assert client.get("/sitemap/2022-01.xml").content.decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"<url><loc>{ends}</loc><lastmod>2022-01-31T23:59:59.500000+04:00</lastmod></url>\n"
        f"<url><loc>{begins}</loc><lastmod>2022-03-05T12:00:00+04:00</lastmod></url>\n"
        "</urlset>\n"
    )


def test_no_story_is_made_for_the_map_of_a_month(client, monkeypatch):
    article = make.make_article(published_at=at(2022, 1, 7))
    monkeypatch.setattr(Article, "from_db", None)
    assert addresses(client, "/sitemap/2022-01.xml") == [
        f"http://testserver{article.get_absolute_url()}"
    ]


def test_lasting_pages_are_those_that_have_something_on_them(client):
    Page.objects.create(path="about", title="About")
    make.make_section(slug="empty")
    make.make_article(
        section=make.make_section(slug="culture"),
        tags=[make.make_tag(slug="bridges")],
        by=[make.make_contributor(slug="ani")],
    )
    assert addresses(client, "/sitemap/pages.xml") == [
        "http://testserver/",
        "http://testserver/about/",
        "http://testserver/section/culture/",
        "http://testserver/topic/bridges/",
        "http://testserver/author/ani/",
    ]


@pytest.mark.parametrize("month", ["2022-13", "0000-01", "0001-01", "9998-12", "9999-12"])
def test_a_month_that_no_calendar_or_no_paper_has_is_not_found(client, month):
    assert client.get(f"/sitemap/{month}.xml").status_code == 404


def test_news_are_two_days_old_at_most_and_say_their_language(client):
    Masthead(name="The Herald").save()
    now = timezone.now()
    fresh = make.make_article(headline="Ձյուն & անձրև", language="hy")
    make.make_article(published_at=now - datetime.timedelta(days=2, minutes=1))
    (place,) = tree(client, "/news-sitemap.xml")
    assert place.findtext(f"{MAP}loc") == f"http://testserver{fresh.get_absolute_url()}"
    assert [each.text for each in place.iter() if each.tag.startswith(NEWS)][2:] == [
        "The Herald",
        "hy",
        place.findtext(f"{NEWS}news/{NEWS}publication_date"),
        "Ձյուն & անձրև",
    ]


def test_more_lasting_pages_than_fit_in_one_file_go_into_several(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "SHARE", 2)
    for pk, path in enumerate(("about", "contact", "privacy"), start=1):
        Page.objects.create(pk=pk, path=path, title=path)
    maps = addresses(client, "/sitemap.xml")
    assert maps == [
        "http://testserver/sitemap/pages.xml",
        "http://testserver/sitemap/pages-2.xml",
    ]
    listed = [place for each in maps for place in addresses(client, each)]
    assert listed == [
        f"http://testserver{path}" for path in ("/", "/about/", "/contact/", "/privacy/")
    ]


@pytest.mark.parametrize("name", ["pages-0", "pages-1", "pages-02", "pages-3"])
def test_a_file_of_lasting_pages_has_one_address_or_none(client, monkeypatch, name):
    monkeypatch.setattr(sitemaps, "SHARE", 2)
    for pk, path in enumerate(("about", "contact", "privacy"), start=1):
        Page.objects.create(pk=pk, path=path, title=path)
    assert client.get(f"/sitemap/{name}.xml").status_code == 404


def test_no_lasting_page_is_counted_or_walked_past(client):
    make.make_article(tags=[make.make_tag()], by=[make.make_contributor()])
    with CaptureQueriesContext(connection) as asked:
        client.get("/sitemap.xml")
        client.get("/sitemap/pages.xml")
    said = [query["sql"].upper() for query in asked]
    assert [sql for sql in said if "COUNT(" in sql or "OFFSET" in sql] == []


def changes(client):
    """Return the months that the map leads to, each with its last change."""
    places = {
        p.findtext(f"{MAP}loc"): p.findtext(f"{MAP}lastmod") for p in tree(client, "/sitemap.xml")
    }
    return {
        address[-11:-4]: datetime.datetime.fromisoformat(changed)
        for address, changed in places.items()
        if changed
    }


def test_a_month_says_when_a_story_of_it_was_last_saved(client):
    article = make.make_article(published_at=at(2022, 1, 7))
    make.make_article(published_at=at(2022, 1, 9))
    before = changes(client)["2022-01"]
    publishing.save(article, by=None)
    after = changes(client)["2022-01"]
    assert before < after <= timezone.now()


def test_a_month_is_mapped_when_its_first_story_is_out_and_not_before(client):
    today = timezone.localdate()
    month = datetime.timedelta(days=31)
    make.make_article(published_at=timezone.now() + month)
    assert changes(client) == {}
    make.make_article(published_at=timezone.now())
    assert list(changes(client)) == [f"{today:%Y-%m}"]


def test_a_place_whose_stories_are_all_to_come_is_no_lasting_page(client):
    soon = timezone.now() + datetime.timedelta(hours=1)
    make.make_article(published_at=soon, tags=[make.make_tag()], by=[make.make_contributor()])
    assert addresses(client, "/sitemap/pages.xml") == ["http://testserver/"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/sitemap.xml", 10), ("/sitemap/pages.xml", 13)])
def test_a_map_costs_the_same_queries_for_one_story_and_for_three(
    client, address, queries, count, django_assert_num_queries
):
    for month in range(1, count + 1):
        make.make_article(published_at=at(2022, month, 1), tags=[make.make_tag()])
    with django_assert_num_queries(queries):
        client.get(address)


def withdraw(article):
    article.withdraw("It was not so.")
    publishing.save(article, by=None)


def test_a_month_changes_when_a_story_leaves_it_and_goes_with_the_last(client):
    one, other = (make.make_article(published_at=at(2022, 1, day)) for day in (7, 9))
    before = changes(client)["2022-01"]
    withdraw(one)
    assert before < changes(client)["2022-01"] <= timezone.now()
    withdraw(other)
    assert changes(client) == {}


def test_a_story_that_moves_takes_its_month_along(client):
    article = make.make_article(published_at=at(2022, 1, 31))
    article.published_at = at(2021, 12, 31)
    publishing.save(article, by=None)
    assert list(changes(client)) == ["2021-12"]


def test_the_map_reads_no_days_of_the_months_before_this_one(client):
    make.make_article(published_at=at(2022, 1, 7))
    Day.objects.filter(month=datetime.date(2022, 1, 1)).delete()
    assert list(changes(client)) == ["2022-01"]


def test_an_address_of_a_month_is_the_one_that_its_map_has(client):
    make.make_article(published_at=at(987, 1, 7))
    _, address = addresses(client, "/sitemap.xml")
    assert address == "http://testserver" + reverse("sitemap_month", args=[987, 1])
