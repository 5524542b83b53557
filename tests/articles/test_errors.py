"""What readers see when there is nothing to see."""

import pytest
from django.db import DatabaseError

from articles import views
from newsroom.models import Masthead
from tests import make
from tests.reading import headlines, one, page, texts


@pytest.mark.django_db
def test_not_found_offers_search_and_the_latest(client):
    stories = [make.make_article(headline=f"Story {n}") for n in range(7)]
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert texts(response, ".//h1") == ["Page not found"]
    assert one(response, ".//main//form").get("action") == "/search/"
    assert headlines(response) == [story.headline for story in stories[:1:-1]]


@pytest.mark.django_db
def test_not_found_speaks_the_language_of_the_paper(client):
    Masthead(language="hy").save()
    assert texts(client.get("/no/such/page/"), ".//h1") == ["Էջը չի գտնվել"]


@pytest.mark.django_db
def test_not_found_is_kept_by_no_cache_and_listed_by_no_search_engine(client):
    response = client.get("/no/such/page/")
    assert response["Cache-Control"] == "private, no-store"
    assert one(response, ".//meta[@name='robots']").get("content") == "noindex"
    assert page(response).findall(".//link[@rel='canonical']") == []


def test_an_error_is_told_without_a_database(client, monkeypatch):
    def fail(*args):
        raise RuntimeError("Something broke.")

    monkeypatch.setattr("articles.frontpage.compose", fail)
    monkeypatch.setattr(Masthead, "current", classmethod(fail))
    client.raise_request_exception = False
    monkeypatch.setattr("newsroom.press.due.next_due", lambda: None)
    response = client.get("/")
    assert response.status_code == 500
    assert texts(response, ".//h1") == ["Something went wrong. Try again in a minute."]
    assert "style-src 'sha256-" in response["Content-Security-Policy"]


def test_an_error_at_the_desk_looks_as_it_should(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("Something broke.")

    monkeypatch.setattr("newsroom.desk.entrance.login", fail)
    client.raise_request_exception = False
    response = client.get("/admin/login/")
    assert response.status_code == 500
    assert "style-src 'self' 'sha256-" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_we_are_well_when_the_database_answers(client, monkeypatch):
    assert client.get("/healthz").content == b"ok\n"

    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(views.machines.connection, "cursor", fail)
    response = client.get("/healthz")
    assert (response.status_code, response["Cache-Control"]) == (503, "private, no-store")


@pytest.mark.django_db
def test_robots_are_told_what_is_not_for_them(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /preview/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
        "Sitemap: http://testserver/news-sitemap.xml",
    ]
