"""Previews: a story for those who hold the link, before readers have it."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from articles import previews, publishing
from articles.models import Article
from newsroom.press import tokens
from tests import make
from tests.reading import one, page, texts

pytestmark = pytest.mark.django_db


def path(article):
    return previews.address(article).removeprefix("http://testserver")


@pytest.fixture
def draft():
    return make.make_article(headline="Secret", status=Article.Status.DRAFT, published_at=None)


def test_the_holder_of_the_link_reads_the_draft_and_is_told_so(client, draft):
    response = client.get(path(draft))
    assert response.status_code == 200
    assert texts(response, ".//h1") == ["Secret"]
    assert texts(response, ".//p[@class='note ui']") == [
        "This is a preview. Readers do not see this page."
    ]


def test_no_cache_keeps_a_preview_and_no_search_engine_lists_it(client, draft):
    response = client.get(path(draft))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_a_preview_takes_no_comments_and_gives_no_address_away(client, draft):
    response = client.get(path(draft))
    assert page(response).findall(".//main//form") == []
    assert draft.slug not in response.content.decode()


def test_a_link_ends_after_a_week(client, draft):
    address = path(draft)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=7, minutes=1)):
        assert client.get(address).status_code == 404


def test_a_link_that_we_did_not_make_shows_nothing(client, draft):
    other = tokens.sign("something else", draft.pk)
    for token in ("x", other, path(draft).split("/")[2][:-1] + "x"):
        assert client.get(f"/preview/{token}/").status_code == 404


def test_a_preview_of_a_story_that_is_gone_is_not_found(client, draft):
    address = path(draft)
    draft.delete()
    assert client.get(address).status_code == 404


def test_a_withdrawn_story_is_gone_for_the_holder_of_a_link_too(client, draft):
    address = path(draft)
    draft.body = "<p>The wrong man.</p>"
    draft.withdraw("It named the wrong man.")
    publishing.save(draft, by=None)
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (410, "private, no-store")
    assert texts(response, ".//h1") == ["This article was removed"]
    assert "Secret" not in response.content.decode()


def test_an_armenian_draft_is_previewed_in_armenian(client):
    draft = make.make_article(language="hyw", status=Article.Status.DRAFT)
    assert one(client.get(path(draft)), ".[@lang]").get("lang") == "hyw"
