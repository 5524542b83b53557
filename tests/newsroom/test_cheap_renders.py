"""What a page for readers does without, so that making it stays cheap: docs/performance.md says what each costs."""

import pytest
from django.db import connection
from django.urls import get_resolver

from articles import views
from articles.models import Article
from newsroom.press import front, links
from newsroom.press.prepared import Prepared
from tests.make import make_article

pytestmark = pytest.mark.django_db


def test_no_message_to_one_reader_is_got_ready(client, admin_client):
    page = client.get(make_article().get_absolute_url())
    assert not hasattr(page.wsgi_request, "_messages")
    assert hasattr(admin_client.get("/admin/").wsgi_request, "_messages")


def test_the_address_of_a_story_is_looked_for_before_all_others():
    [first] = get_resolver().url_patterns[0].url_patterns
    assert first.callback is views.article_detail


def test_the_number_of_the_edition_is_asked_for_once(client, monkeypatch):
    asked = []
    monkeypatch.setattr(front, "current_edition", lambda: asked.append("the number"))
    assert client.get(make_article().get_absolute_url()).status_code == 200
    assert asked == ["the number"]


def test_the_address_of_a_section_is_put_together_once():
    section = make_article().section
    links.of_slug.cache_clear()
    assert [section.get_absolute_url() for _ in range(3)] == [f"/section/{section.slug}/"] * 3
    assert links.of_slug.cache_info().misses == 1


def test_the_places_of_a_question_are_written_for_sqlite_once(monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes a question as Django writes it")
    article, ask = make_article(), Prepared(lambda pk: Article.objects.filter(pk=pk), int)
    assert ask(article.pk) == [article]
    monkeypatch.setattr(connection, "create_cursor", None)
    assert ask(article.pk) == [article]
