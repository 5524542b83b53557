"""The list of stories by state, language and section together, among very many."""

import re
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from newsroom.press import longlist
from tests import make
from tests.newsroom.longlists import STORIES, flat, make_stories, room, shown, unbounded, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superuser")]

LANGUAGES = ("en", "hy", "hyw")
OUT = {"status": Article.Status.READY, "published_at": timezone.now()}
FILTERS = {
    "status": "status__exact",
    "language": "language__exact",
    "section": "section__id__exact",
}
AN_INDEX = re.compile(r"COVERING INDEX articles_desk_\w+ \(.*status=\?\)")
TOGETHER = [
    ("language",),
    ("language", "status"),
    ("language", "section"),
    ("section", "status"),
    ("language", "section", "status"),
]


@pytest.fixture
def sections():
    return make.make_section(slug="culture"), make.make_section(slug="sport")


def address(**asked):
    return f"{STORIES}?" + "&".join(f"{FILTERS[name]}={value}" for name, value in asked.items())


def detours(plan):
    """Return where rows are sorted, or found by another index than one that has all that is asked for."""
    return [
        line
        for line in plan
        if "B-TREE" in line or ("articles_article" in line and not AN_INDEX.search(line))
    ]


def keys_plan(queries):
    """Return how the database finds the keys that a page shows, as lines of text."""
    [sql] = [query["sql"] for query in queries if f"LIMIT {longlist.PER_PAGE + 1}" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [str(row[-1]) for row in cursor.fetchall()]


@pytest.mark.parametrize("names", TOGETHER, ids="+".join)
def test_filters_together_show_each_story_once_newest_first_and_back(
    client, monkeypatch, sections, names
):
    monkeypatch.setattr(type(room("articles.article")), "list_per_page", 1)
    kinds = [
        {"status": status, "language": language, "section": section, "published_at": timezone.now()}
        for status, language, section in product(Article.Status, LANGUAGES, (*sections, None))
    ]
    stories = [make_stories(1, **kind)[0] for kind in kinds * 2]
    asked = {"status": "draft", "language": "hy", "section": sections[0].pk}
    asked = {name: asked[name] for name in names}
    wanted = Article.objects.filter(pk__in=[story.pk for story in stories], **asked)
    pages = walk(client, address(**asked), "older")
    assert flat(pages) == list(wanted.order_by("-saved_at", "-pk").values_list("pk", flat=True))
    assert len(pages) > (1 if len(names) < 3 else 0)
    back = (
        walk(client, f"{address(**asked)}&before={pages[-2][-1]}", "newer") if pages[1:] else pages
    )
    assert back == pages[::-1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite reads")
@pytest.mark.parametrize("names", TOGETHER, ids="+".join)
def test_filters_together_are_an_index_however_rarely_they_meet(client, sections, names):
    culture, sport = sections
    make_stories(400, language="en", section=culture, **OUT)
    make_stories(400, language="hy", section=sport, **OUT)
    asked = {"language": "hy", "section": culture.pk, "status": "draft"}
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(**{name: asked[name] for name in names})).status_code == 200
    assert unbounded(queries) == []
    assert detours(keys_plan(queries)) == []


def test_filters_by_hand_with_two_values_show_what_has_either(client, sections):
    stories = [make_stories(1, language=language)[0].pk for language in LANGUAGES]
    response = client.get(f"{STORIES}?language__exact=hyw&language__exact=en")
    assert shown(response) == [stories[2], stories[0]]


@pytest.mark.parametrize("term", ["snow", "rare"])
def test_a_search_within_filters_finds_what_stands_in_all_of_them(client, sections, term):
    culture, sport = sections
    wanted = [
        make_stories(1, headline="Snow, rarely", language="hy", section=culture, status=status)[0]
        for status in (Article.Status.DRAFT, Article.Status.IN_REVIEW)
    ]
    make_stories(2, headline="Snow, rarely", language="en", section=culture)
    make_stories(2, headline="Snow, rarely", language="hy", section=sport)
    keys = [story.pk for story in reversed(wanted)]
    within = address(language="hy", section=culture.pk)
    assert shown(client.get(f"{within}&q={term}")) == keys
    assert shown(client.get(f"{within}&status__exact=draft&q={term}")) == keys[1:]


def test_filters_leave_what_begins_so_among_a_thousand(client, monkeypatch, sections):
    monkeypatch.setattr(longlist, "MOST_BEGINNING", 2)
    monkeypatch.setattr(longlist, "SCANNED", 0)
    first = make.make_article(headline="Anna", slug="anna", language="hy")
    make.make_article(headline="Annb", slug="annb")
    make.make_article(headline="Annc", slug="annc", language="hy")
    assert shown(client.get(f"{address(language='hy')}&q=ann")) == [first.pk]
