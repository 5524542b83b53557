"""An author's page."""

import pytest

from articles.models import Byline
from tests import make
from tests.reading import headlines, one, page, texts

pytestmark = pytest.mark.django_db


def test_it_shows_who_it_is_and_what_they_did_in_any_role_once(client):
    ani = make.make_contributor(
        name="Ani", slug="ani", role="Culture editor", bio="Walks.", picture=make.make_picture()
    )
    make.make_article(headline="Both", by=[ani, (ani, Byline.Role.PHOTOGRAPHS)])
    make.make_article(headline="Somebody else's", by=[make.make_contributor()])
    response = client.get("/author/ani/")
    assert texts(response, ".//h1") == ["Ani"]
    assert texts(response, ".//header/div//p") == ["Culture editor", "Walks."]
    assert one(response, ".//header/div/img").get("alt") == ""
    assert headlines(response) == ["Both"]


def test_an_author_without_a_picture_leaves_no_gap(client):
    make.make_contributor(slug="ani")
    assert page(client.get("/author/ani/")).findall(".//main//img") == []


def test_an_author_who_is_none_is_not_found(client):
    assert client.get("/author/none/").status_code == 404
