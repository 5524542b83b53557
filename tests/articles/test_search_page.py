"""The search page."""

import pytest

from articles import search
from tests import make
from tests.reading import headlines, one, page, texts

pytestmark = pytest.mark.django_db


def test_it_begins_with_a_form_that_needs_no_script(client):
    response = client.get("/search/")
    form = one(response, ".//main//form")
    assert (form.get("action"), form.get("method", "get")) == ("/search/", "get")
    assert headlines(response) == []


def test_it_shows_how_many_there_are_and_where_the_word_stands(client):
    make.make_article(headline="Over the river", body="<p>Two bridges & a ferry.</p>")
    make.make_article(headline="Elsewhere", body="<p>A kiosk.</p>")
    response = client.get("/search/", {"q": "bridge"})
    assert headlines(response) == ["Over the river"]
    assert texts(response, ".//main/p") == ["1 result"]
    assert texts(response, ".//main//li//mark") == ["bridges"]
    assert texts(response, ".//main//li/p")[0] == "Two bridges & a ferry."
    assert one(response, ".//main//input[@name='q']").get("value") == "bridge"


def test_it_says_what_to_do_when_nothing_was_found(client):
    said = texts(client.get("/search/", {"q": "<b>zebra</b>"}), ".//main/p")
    assert said == [
        "No results for “<b>zebra</b>”. Check the spelling or try fewer words.",
    ]


def test_armenian_is_found_in_either_spelling(client):
    make.make_article(headline="Հին և նոր", language="hy", body="<p>Երևանի կամուրջները։</p>")
    assert headlines(client.get("/search/", {"q": "ԵՐԵՒԱՆ"})) == ["Հին և նոր"]


def test_an_armenian_reader_searches_on_an_armenian_page(client):
    response = client.get("/search/", {"language": "hy", "q": "բան"})
    assert page(response).get("lang") == "hy"
    assert one(response, ".//input[@name='language']").get("value") == "hy"
    assert page(client.get("/search/", {"language": "xx"})).get("lang") == "en"


def test_the_way_to_search_keeps_the_language_of_the_page(client):
    article = make.make_article(headline="Ձյուն", language="hy")
    nav = page(client.get(article.get_absolute_url())).findall(".//nav//a")
    assert "/search/?language=hy" in [a.get("href") for a in nav]


def test_the_menu_says_that_one_is_searching(client):
    here = one(client.get("/search/", {"q": "bridge"}), ".//nav//a[@aria-current]")
    assert here.get("href") == "/search/"


def test_results_come_in_pages(client, monkeypatch):
    monkeypatch.setattr(search, "PER_PAGE", 2)
    for n in range(3):
        make.make_article(headline=f"Bridge {n}")
    first = client.get("/search/", {"q": "bridge", "language": "hy", "fbclid": "canary"})
    onward = one(first, ".//a[@rel='next']").get("href")
    assert onward == "?q=bridge&page=2&language=hy"
    second = client.get(f"/search/{onward}")
    assert len(headlines(first) + headlines(second)) == 3
    assert page(second).find(".//a[@rel='next']") is None
    assert page(second).find(".//a[@rel='prev']") is not None


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "²", ""])
def test_a_page_number_that_is_none_is_the_first(client, number):
    make.make_article(headline="Bridge")
    assert headlines(client.get("/search/", {"q": "bridge", "page": number})) == ["Bridge"]


@pytest.mark.parametrize("query", ["\x00", '"', "* OR", "NEAR(", "a" * 5000, "%", "։՞"])
def test_odd_queries_break_nothing(client, query):
    make.make_article()
    assert client.get("/search/", {"q": query}).status_code == 200


def test_search_results_are_not_for_search_engines(client):
    assert one(client.get("/search/"), ".//meta[@name='robots']").get("content") == "noindex"


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_the_same_queries_for_one_story_and_for_three(
    client, count, django_assert_num_queries
):
    make.make_menu("/search/")
    for _ in range(count):
        make.make_article(headline="Bridge", by=[make.make_contributor()])
    with django_assert_num_queries(7):
        client.get("/search/", {"q": "bridge"})
