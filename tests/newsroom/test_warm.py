"""What every page needs is read before the web server's processes part."""

import logging

import pytest
from django.template import engines
from django.urls import get_resolver

from newsroom import warm
from tests.make import make_article, make_comment, make_newsletter


@pytest.fixture
def read():
    """Return what was read of the templates so far, by name: nothing to begin with."""
    [loader] = engines["django"].engine.template_loaders
    loader.reset()
    return loader.get_template_cache


def test_the_addresses_and_templates_of_readers_are_there_and_no_database_was_asked(read):
    warm.up()
    assert get_resolver()._populated
    assert "articles/article_detail.html" in read


@pytest.mark.django_db
def test_a_page_for_readers_reads_no_template_any_more(client, read):
    make_newsletter()
    article = make_article()
    make_comment(article, answers=make_comment(article))
    make_article(section=article.section)
    warm.up()
    known = set(read)
    for address in ("/", article.get_absolute_url(), article.section.get_absolute_url()):
        assert client.get(address).status_code == 200
    assert {name for name in read if name.endswith(".html")} == known


def test_a_template_that_cannot_be_read_keeps_nobody_from_the_rest(settings, tmp_path, caplog):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "broken.html").write_text("{% if %}")
    (folder / "latin.html").write_bytes("é".encode("latin-1"))
    (folder / "whole.html").write_text("whole")
    settings.BASE_DIR = tmp_path
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [folder]}]
    with caplog.at_level(logging.WARNING):
        warm.up()
    assert [record.args[0] for record in caplog.records] == ["broken.html", "latin.html"]
