"""A lasting page that editors give another path: its former addresses lead to it, in one step."""

import pytest

from articles import publishing
from articles.models import Page
from newsroom.models import MenuItem, OldAddress
from tests import make
from tests.articles.deskforms import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return publishing.save_page(Page(path="about", title="About us", body="<p>Who we are.</p>"))


def rename(page, path):
    page.path = path
    publishing.save_page(page)


def test_each_former_path_leads_to_the_one_of_now(client, page):
    rename(page, "about/paper")
    rename(page, "who-we-are")
    led = [client.get(path) for path in ("/about/", "/about/paper/")]
    assert [(each.status_code, each["Location"]) for each in led] == [(301, "/who-we-are/")] * 2
    assert client.get("/who-we-are/").status_code == 200


def test_an_editor_renames_it_with_its_form_and_the_menus_follow(client, page):
    make.make_menu("/about/")
    client.force_login(make.make_user("editor"))
    address = f"/admin/articles/page/{page.pk}/change/"
    form = {"title": page.title, "path": "who-we-are", "body": page.body, "language": "en"}
    assert (
        client.post(address, form | opened(client, address) | {"is_public": "on"}).status_code
        == 302
    )
    assert MenuItem.objects.get().address == "/who-we-are/"
    assert client.get("/about/")["Location"] == "/who-we-are/"


def test_a_page_that_goes_back_stands_where_it_stood(client, page):
    rename(page, "who-we-are")
    rename(page, "about")
    assert client.get("/about/").status_code == 200
    assert client.get("/who-we-are/")["Location"] == "/about/"


def test_another_page_may_have_the_path_that_one_gave_up(client, page):
    rename(page, "who-we-are")
    other = publishing.save_page(Page(path="about", title="About the town", body="<p>It is.</p>"))
    assert b"About the town" in client.get("/about/").content
    rename(other, "the-town")
    assert client.get("/about/")["Location"] == "/the-town/"


def test_a_page_that_is_saved_where_it_stands_leaves_nothing_behind(page):
    rename(page, "about")
    assert OldAddress.objects.count() == 0
