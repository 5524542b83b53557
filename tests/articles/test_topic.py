"""A topic's page."""

import pytest

from tests import make
from tests.reading import headlines, one, texts

pytestmark = pytest.mark.django_db


def test_it_holds_the_stories_with_this_tag_and_no_others(client):
    bridges = make.make_tag(name="Bridges", slug="bridges", description="What spans the river.")
    make.make_article(headline="Tagged", tags=[bridges, make.make_tag()])
    make.make_article(headline="Otherwise", tags=[make.make_tag()])
    response = client.get("/topic/bridges/")
    assert texts(response, ".//h1") == ["Bridges"]
    assert texts(response, ".//p[@class='dek']") == ["What spans the river."]
    assert headlines(response) == ["Tagged"]


def test_it_speaks_its_own_language(client):
    make.make_tag(name="Կամուրջներ", slug="kamurjner", language="hyw")
    assert one(client.get("/topic/kamurjner/"), ".[@lang]").get("lang") == "hyw"


def test_a_topic_that_is_none_is_not_found(client):
    assert client.get("/topic/none/").status_code == 404
