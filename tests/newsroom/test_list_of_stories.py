"""The list of stories, and what hangs on one of them, among very many."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Pick
from newsroom.press import longlist
from tests import make
from tests.articles.deskforms import form_data
from tests.newsroom.longlists import (
    SIZE,
    STORIES,
    flat,
    make_stories,
    room,
    shown,
    unbounded,
    walk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superuser")]


@pytest.mark.parametrize("saved_at", [None, timezone.now()])
def test_walking_through_the_stories_shows_each_once(client, saved_at):
    stories = make_stories(120)
    if saved_at:
        Article.objects.update(saved_at=saved_at)
    pages = walk(client, STORIES, "older")
    assert [len(page) for page in pages] == [SIZE, SIZE, 20]
    assert flat(pages) == [story.pk for story in reversed(stories)]


def test_newer_leads_back_to_the_same_pages(client):
    make_stories(120)
    pages = walk(client, STORIES, "older")
    back = walk(client, f"{STORIES}?before={pages[1][-1]}", "newer")
    assert back == pages[::-1]


def test_filters_and_search_stay_when_the_page_is_turned(client):
    section = make.make_section()
    wanted = make_stories(70, headline="Snow at last", section=section)
    make_stories(30, headline="Snow at last", section=make.make_section())
    make_stories(30, section=section)
    query = f"?q=snow&section__id__exact={section.pk}&status__exact=draft"
    pages = walk(client, STORIES + query, "older")
    assert [len(page) for page in pages] == [SIZE, 20]
    assert set(flat(pages)) == {story.pk for story in wanted}
    last = client.get(f"{STORIES}{query}&before={pages[0][-1]}")
    assert (last.context["cl"].query, walk(client, STORIES + query, "older")[1]) == (
        "snow",
        shown(last),
    )
    assert 'name="before"' not in last.text  # another search begins in front


def test_a_story_that_was_saved_leads_back_to_its_page_of_the_list(client):
    make_stories(60)
    page = client.get(STORIES + client.get(STORIES).context["cl"].older)
    assert f"_changelist_filters=before%3D{shown(client.get(STORIES))[-1]}" in page.text


def test_choices_under_a_field_are_turned_without_losing_one(client):
    stories = make_stories(45)
    address = "/admin/autocomplete/?app_label=articles&model_name=article&field_name=translation_of"
    pages = [client.get(f"{address}&page={page}").json() for page in (1, 2, 3)]
    offered = [int(choice["id"]) for page in pages for choice in page["results"]]
    assert offered == [story.pk for story in reversed(stories)]
    assert [page["pagination"]["more"] for page in pages] == [True, True, False]


@pytest.mark.parametrize(
    "words", ["bridge", "Old bridge", "an-old-bridge", "/2026/05/an-old-bridge/", "an-old-b"]
)
def test_a_story_is_found_by_its_words_and_by_its_address(client, words):
    story = make.make_article(headline="An old bridge")
    make.make_article(headline="Something else")
    assert shown(client.get(STORIES, {"q": words})) == [story.pk]


def test_a_story_is_found_by_its_number(client):
    make.make_article()
    story = make.make_article()
    assert shown(client.get(STORIES, {"q": story.pk}))[0] == story.pk


@pytest.mark.parametrize("status", Article.Status.values)
def test_a_story_is_found_behind_many_that_were_saved_later(client, monkeypatch, status):
    monkeypatch.setattr(longlist, "SCANNED", 1)
    story = make.make_article(headline="An old bridge", status=status)
    make_stories(3, headline="Later", status=Article.Status.READY, published_at=timezone.now())
    assert shown(client.get(STORIES, {"q": "bridge"})) == [story.pk]


@pytest.mark.parametrize("page", ["add/", "{}/change/", "{}/history/", "{}/delete/"])
def test_the_pages_of_a_story_cost_the_same_beside_one_and_beside_forty(client, page):
    story = make.make_article(by=[make.make_contributor()], tags=[make.make_tag()])
    address = STORIES + page.format(story.pk)
    costs = []
    for more in (0, 1, 40):
        make_stories(more)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
        assert unbounded(queries) == []
    assert costs[1] == costs[2]


def test_a_search_at_the_desk_asks_with_few_words_however_many_stories_it_looks_through(client):
    costs = []
    for count in (1, 300):
        make_stories(count)
        with CaptureQueriesContext(connection) as queries:
            client.get(STORIES, {"q": "bridge"})
        costs.append([len(query["sql"]) for query in queries])
        assert unbounded(queries) == []
    assert len(costs[0]) == len(costs[1])
    assert max(costs[1]) < max(costs[0]) + 300  # not a key of each


def test_the_form_of_a_story_costs_the_same_with_one_byline_and_pick_and_with_three(client):
    costs = []
    for many in (0, 1, 3):
        story = make.make_article(by=[make.make_contributor() for _ in range(many)])
        others = [make.make_article(headline=f"Bridge {many}.{number}") for number in range(many)]
        Pick.objects.bulk_create(Pick(article=story, other=other) for other in others)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"{STORIES}{story.pk}/change/").text
        costs.append(len(queries))
        named = [byline.contributor for byline in story.bylines.all()] + others
        assert [f'<option value="{one.pk}" selected>{one}</option>' in page for one in named] == [
            True
        ] * len(named)
    assert costs[1] == costs[2]


def test_another_choice_in_a_row_stands_there_when_the_form_comes_back(client):
    story = make.make_article(by=[make.make_contributor(name="Ani")])
    other = make.make_contributor(name="Beth")
    where = f"{STORIES}{story.pk}/change/"
    changed = {"headline": "", "bylines-0-contributor": other.pk}
    page = client.post(where, form_data(client, where, **changed)).text
    assert f'<option value="{other.pk}" selected>Beth</option>' in page
    assert "selected>Ani</option>" not in page


def test_the_history_of_a_story_is_turned_by_key(client, monkeypatch):
    monkeypatch.setattr(type(room("articles.article")), "history_list_per_page", 2)
    story = make.make_article()
    for number in range(4):
        story.headline = f"Version {number}"
        story.save()
    versions = list(story.history.order_by("-pk").values_list("pk", flat=True))
    pages, address = [], f"{STORIES}{story.pk}/history/"
    while address:
        response = client.get(address)
        pages.append([save.version.pk for save in response.context["saves"]])
        older = re.search(r'href="(\?before=\d+)"', response.text)
        address = older and f"{STORIES}{story.pk}/history/{older[1]}"
    assert pages == [versions[:2], versions[2:4], versions[4:]]
