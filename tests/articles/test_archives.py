"""The archive by year, month and day, in the newsroom's time zone (Yerevan in tests)."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from articles import publishing
from articles.models import Day
from tests import make
from tests.reading import headlines, page, text, texts

pytestmark = pytest.mark.django_db


WEEK = datetime.timedelta(days=7)


def at(year, month, day, hour=12):
    return timezone.make_aware(datetime.datetime(year, month, day, hour))


@pytest.fixture
def winter():
    make.make_article(headline="New Year's Eve", published_at=at(2021, 12, 31, 23))
    make.make_article(headline="New Year", published_at=at(2022, 1, 1, 0))
    make.make_article(headline="Christmas", published_at=at(2022, 1, 6))
    make.make_article(headline="Christmas night", published_at=at(2022, 1, 6, 23))
    make.make_article(headline="Spring", published_at=at(2022, 3, 21))


def links(response):
    return [a.get("href") for a in page(response).findall(".//main//a")]


def test_a_year_has_its_months_with_their_counts(client, winter):
    response = client.get("/2022/")
    assert texts(response, ".//h1") == ["2022"]
    assert texts(response, ".//main//li") == ["January 2022 3 stories", "March 2022 1 story"]
    assert links(response) == ["/2022/01/", "/2022/03/", "/2021/"]


def test_a_month_has_its_days_with_their_counts_and_its_stories(client, winter):
    response = client.get("/2022/01/")
    assert texts(response, ".//h1") == ["January 2022"]
    days = page(response).findall(".//ol[@class='plain days']//a")
    assert [(a.get("href"), text(a.find("span"))) for a in days] == [
        ("/2022/01/01/", "– 1 story"),
        ("/2022/01/06/", "– 2 stories"),
    ]
    assert headlines(response) == ["Christmas night", "Christmas", "New Year"]
    assert links(response)[-2:] == ["/2021/12/", "/2022/03/"]


def test_a_day_begins_at_midnight_in_the_newsroom(client, winter):
    assert headlines(client.get("/2021/12/31/")) == ["New Year's Eve"]
    assert headlines(client.get("/2022/01/01/")) == ["New Year"]


def test_an_empty_day_leads_to_the_nearest_days(client, winter):
    response = client.get("/2022/01/03/")
    assert response.status_code == 200
    assert texts(response, ".//main/p") == [
        "Nothing was published on this day. These days are the nearest:"
    ]
    assert links(response)[-2:] == ["/2022/01/01/", "/2022/01/06/"]


def test_an_empty_month_leads_to_the_nearest_months(client, winter):
    response = client.get("/2022/02/")
    assert texts(response, ".//main/p") == ["Nothing was published in this month."]
    assert links(response)[-2:] == ["/2022/01/", "/2022/03/"]


@pytest.mark.parametrize(
    "address",
    [
        "/2020/",
        "/2021/11/",
        "/2021/12/30/",
        "/2022/13/",
        "/2022/02/30/",
        "/2022/00/",
        "/0000/",
        "/0001/",
        "/9999/",
        "/9999/12/31/",
        "/2099/",
    ],
)
def test_what_was_not_yet_and_what_no_calendar_has_is_not_found(client, winter, address):
    assert client.get(address).status_code == 404


@time_machine.travel(at(2023, 1, 1, 1), tick=False)
def test_the_year_that_has_just_begun_has_a_page(client, winter):
    assert client.get("/2023/").status_code == 200
    assert links(client.get("/2023/")) == ["/2022/"]


def test_a_paper_without_stories_has_an_archive_of_today(client):
    today = timezone.localdate()
    assert client.get(f"/{today:%Y}/").status_code == 200
    assert client.get(f"/{today:%Y/%m/%d}/").status_code == 200


@pytest.mark.parametrize(("address", "to"), [("/2022", "/2022/"), ("/2022/01/06", "/2022/01/06/")])
def test_a_missing_slash_is_one_redirect_away(client, winter, address, to):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, to)


@pytest.mark.parametrize("count", [1, 3])
def test_a_year_costs_the_same_queries_for_one_story_and_for_three(
    client, count, django_assert_num_queries
):
    make.make_menu("/2022/")
    for month in range(1, count + 1):
        make.make_article(published_at=at(2022, month, 1))
    with django_assert_num_queries(7):
        client.get("/2022/")


def tally():
    return dict(Day.objects.order_by("date").values_list("date", "stories"))


CHRISTMAS, SPRING = datetime.date(2022, 1, 6), datetime.date(2022, 3, 21)


def test_the_tally_follows_a_story_to_another_day():
    article = make.make_article(published_at=at(2022, 1, 6))
    make.make_article(published_at=at(2022, 1, 6, 23))
    assert tally() == {CHRISTMAS: 2}
    article.published_at = at(2022, 3, 21)
    publishing.save(article, by=None)
    assert tally() == {CHRISTMAS: 1, SPRING: 1}


def test_the_tally_counts_what_is_ready_and_nothing_twice():
    article = make.make_article(published_at=at(2022, 1, 6))
    make.make_article(status="draft", published_at=at(2022, 1, 6))
    publishing.save(article, by=None)
    assert tally() == {CHRISTMAS: 1}
    article.withdraw("It was not so.")
    publishing.save(article, by=None)
    assert tally() == {}
    article.make_ready()
    publishing.save(article, by=None)
    assert tally() == {CHRISTMAS: 1}


def test_a_day_whose_last_story_was_withdrawn_is_no_neighbour(client, winter):
    late = make.make_article(published_at=at(2022, 2, 2))
    late.withdraw("It was not so.")
    publishing.save(late, by=None)
    assert links(client.get("/2022/01/"))[-2:] == ["/2021/12/", "/2022/03/"]


def test_a_day_to_come_shows_nothing_before_it_is_over(client, winter):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    make.make_article(published_at=at(tomorrow.year, tomorrow.month, tomorrow.day))
    assert client.get(f"/{tomorrow:%Y/%m/%d}/").status_code == 404
    assert links(client.get("/2022/"))[-1] == "/2021/"
    with time_machine.travel(at(tomorrow.year, tomorrow.month, tomorrow.day) + WEEK, tick=False):
        assert links(client.get("/2022/"))[-1] == f"/{tomorrow:%Y}/"
        assert f"/{tomorrow:%Y/%m}/" in links(client.get(f"/{tomorrow:%Y}/"))


def test_today_counts_what_is_out_already(client):
    now = timezone.now()
    today = timezone.localdate()
    make.make_article(published_at=at(today.year, today.month, today.day, 0))
    end = at(today.year, today.month, today.day, 0) + datetime.timedelta(days=1)
    later = make.make_article(published_at=now + (end - now) / 2)
    assert tally() == {today: 2}
    days = page(client.get(f"/{today:%Y/%m}/")).findall(".//ol[@class='plain days']//a/span")
    assert [text(each) for each in days] == ["– 1 story"]
    assert texts(client.get(f"/{today:%Y}/"), ".//main//li/span") == ["1 story"]
    type(later).objects.filter(pk=later.pk).update(published_at=now)  # as if its time had come
    assert texts(client.get(f"/{today:%Y}/"), ".//main//li/span") == ["2 stories"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_present_year_costs_the_same_queries_for_one_story_and_for_three(
    client, count, django_assert_num_queries
):
    make.make_menu("/2022/")
    for _ in range(count):
        make.make_article(published_at=timezone.now())
    with django_assert_num_queries(8):
        client.get(f"/{timezone.localdate():%Y}/")
