"""Which pages are kept at the front desk, and for whom."""

import pytest

from articles.models import Article
from newsroom.press import front
from tests.make import (
    make_article,
    make_section,
)
from tests.newsroom.visitor import wait_for_the_edition

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_works_here_is_let_through(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    assert not visitor.is_answered_at_the_front(path, cookie="a=b; sessionid=abc")
    assert visitor.is_answered_at_the_front(path, cookie="_ga=somebody-else-s")


@pytest.mark.parametrize("name", ["cookie", "authorization"])
def test_a_request_that_says_who_asks_is_never_the_one_that_is_kept(visitor, story, name):
    path = story.get_absolute_url()
    visitor.ask(path, **{name: "x=y"})
    assert not visitor.is_answered_at_the_front(path)


def test_unknown_parameters_neither_pass_by_nor_are_kept(visitor, story):
    path = story.get_absolute_url()
    canary = visitor.ask(path, query="fbclid=canary")
    assert b"canary" not in canary["body"]
    assert not visitor.is_answered_at_the_front(path)
    assert visitor.is_answered_at_the_front(path, query="fbclid=canary&utm_source=x")


def test_more_parameters_than_anybody_needs_break_nothing(visitor, story):
    query = "&".join(f"p{number}=1" for number in range(200))
    section = make_section(slug="lakes")
    wait_for_the_edition()
    visitor.ask(section.get_absolute_url())
    assert visitor.ask(section.get_absolute_url(), query=query)["status"] == 200


def test_known_parameters_give_pages_of_their_own(visitor, story):
    section = make_section(slug="lakes")
    articles = [make_article(section=section, headline=f"Number {n}") for n in range(3)]
    wait_for_the_edition()
    path = "/section/lakes/"
    whole = visitor.ask(path)["body"]
    older = visitor.ask(path, query=f"before={articles[1].pk}")["body"]
    assert (b"Number 2" in whole, b"Number 2" in older) == (True, False)
    assert visitor.is_answered_at_the_front(path, query=f"utm_source=x&before={articles[1].pk}")
    assert visitor.ask(path)["body"] == whole


def test_a_parameter_that_is_given_twice_is_not_kept(visitor, story):
    first = make_article(section=story.section)
    for _ in range(25):
        last = make_article(section=story.section)
    page, section = {}, story.section.get_absolute_url()
    for query in (f"before={last.pk}&before={first.pk}", f"before={first.pk}&before={last.pk}"):
        page[query] = visitor.ask(section, query=query)["body"]
        assert not visitor.is_answered_at_the_front(section, query=query)
    assert len(set(page.values())) == 2


def test_addresses_without_end_do_not_fill_the_memory(visitor, story, monkeypatch):
    monkeypatch.setattr(front, "MOST_PLACES", 50)
    for month in range(100, 200):
        assert visitor.ask(f"/2026/{month}/{story.slug}/")["status"] == 301
        assert len(front._desk.parameters) <= 50
    visitor.ask(story.get_absolute_url())
    assert visitor.is_answered_at_the_front(story.get_absolute_url())


def test_searches_are_not_kept(visitor, story):
    visitor.ask("/search/", query="q=lake")
    assert not visitor.is_answered_at_the_front("/search/", query="q=lake")


@pytest.mark.parametrize(
    "path", ["/nothing/", "/2020/01/nothing/", "/admin/", "/admin/x.css", "/healthz"]
)
def test_what_is_no_page_for_readers_is_not_kept(visitor, story, path):
    visitor.ask(path)
    assert not visitor.is_answered_at_the_front(path)


def test_a_post_is_never_answered_at_the_front(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    assert not visitor.is_answered_at_the_front(path, method="POST")


def test_another_host_is_not_answered_with_our_page(visitor, story):
    path = story.get_absolute_url()
    visitor.ask(path)
    assert visitor.ask(path, host="evil.example")["status"] == 400


def test_a_redirect_is_kept_too(visitor, story):
    wrong = f"/1999/01/{story.slug}/"
    assert visitor.ask(wrong)["headers"]["Location"] == story.get_absolute_url()
    assert visitor.is_answered_at_the_front(wrong)


def test_a_draft_is_never_kept(visitor, story):
    draft = make_article(headline="Canary", status=Article.Status.DRAFT, published_at=None)
    wait_for_the_edition()
    assert visitor.ask(draft.get_absolute_url())["status"] == 404
    assert not visitor.is_answered_at_the_front(draft.get_absolute_url())
