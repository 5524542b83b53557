"""Pages that are no stories: About, Contact, Privacy."""

import pytest

from articles import paths
from articles.models import Page
from tests.articles.deskforms import opened
from tests.make import make_user
from tests.reading import one, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def about():
    return Page.objects.create(path="about", title="About us", body="<p>A small paper.</p>")


def test_a_page_stands_at_its_path(client, about):
    response = client.get("/about/")
    assert texts(response, ".//h1") == ["About us"]
    assert texts(response, ".//div[@class='text']") == ["A small paper."]
    assert texts(response, ".//title") == ["About us – The Newsroom"]


def test_a_page_may_stand_deep_and_in_armenian(client):
    Page.objects.create(path="about/history", title="Պատմություն", language="hy")
    assert one(client.get("/about/history/"), ".[@lang]").get("lang") == "hy"


def test_a_missing_slash_is_one_redirect_away(client, about):
    response = client.get("/about")
    assert (response.status_code, response["Location"]) == (301, "/about/")


@pytest.mark.parametrize("path", ["search", "feed", "corrections", "comments/feed", "newsletter"])
def test_no_page_takes_the_address_of_a_room(client, path):
    Page.objects.create(path=path, title="Intruder")
    assert "Intruder" not in client.get(f"/{path}/").content.decode()


def test_a_page_that_is_none_is_not_found(client, about):
    assert client.get("/contact/").status_code == 404


@pytest.mark.parametrize("path", ["search", "feed", "comments/feed", "section/town", "admin/users"])
def test_an_editor_is_told_that_an_address_is_taken(client, path):
    client.force_login(make_user("editor"))
    form = {"title": "Intruder", "path": path, "body": "<p>Here.</p>", "language": "en"}
    answer = client.post("/admin/articles/page/add/", form)
    assert "Another part of the site stands at this address." in answer.text
    assert client.post("/admin/articles/page/add/", form | {"path": "about/us"}).status_code == 302
    assert [page.path for page in Page.objects.all()] == ["about/us"]


def test_a_page_that_is_not_public_is_nobodys(client, about):
    client.force_login(make_user("editor"))
    edit = f"/admin/articles/page/{about.pk}/change/"
    form = {"title": "About us", "path": "about", "body": "<p>A small paper.</p>", "language": "en"}
    assert client.post(edit, form | opened(client, edit)).status_code == 302
    client.logout()
    assert client.get("/about/").status_code == 404
    assert "about" not in client.get("/sitemap/pages.xml").text
    client.force_login(make_user("editor"))
    assert client.post(edit, form | opened(client, edit) | {"is_public": "on"}).status_code == 302
    client.logout()
    assert client.get("/about/").status_code == 200
    assert "http://testserver/about/" in client.get("/sitemap/pages.xml").text


def test_a_path_that_is_taken_gets_the_next_number(about):
    free = [paths.first_free(path, Page()) for path in ("about", "search", "contact")]
    assert free == ["about-2", "search-2", "contact"]
    assert paths.first_free("about", about) == "about"
    longest = "a" * 120
    Page.objects.create(path=longest, title="Long")
    assert paths.first_free(longest, Page()) == f"{'a' * 115}-2"
