"""Parts of headlines and addresses, looked for among the stories that were saved last."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from tests import make
from tests.newsroom.longlists import STORIES, make_stories, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superuser")]


def found(client, words):
    return shown(client.get(STORIES, {"q": words}))


@pytest.mark.parametrize(
    "words",
    ["ridg", "RIDG", "an ridg", '"old bri"', "'old bri'", "կամուր", "ԿԱՄՈՒՐ", "dg n-ol"],
)
def test_parts_of_words_are_found_in_any_case_and_order(client, words):
    story = make_stories(1, headline="An old bridge, Կամուրջը", slug="an-old-b")[0]
    make_stories(1, headline="A bridle, old, Կամ", slug="bridle")
    assert found(client, words) == [story.pk]


@pytest.mark.parametrize("words", ['"bridge old"', "ridg x", "bridgean", "%", "_ridge"])
def test_what_stands_nowhere_so_is_not_found(client, words):
    make_stories(1, headline="An old bridge", slug="an-old-b")
    assert found(client, words) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite reads")
def test_no_story_is_opened_for_the_words_of_its_headline(client):
    make_stories(3)
    with CaptureQueriesContext(connection) as queries:
        found(client, "ridg")
    asked = [
        query["sql"] for query in queries if query["sql"].endswith(("LIMIT 3000", "LIMIT 1000"))
    ]
    assert len(asked) == 1 + 3  # the newest of all, and of each state that readers do not see
    with connection.cursor() as cursor:
        plans = [cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall() for sql in asked]
    assert ["COVERING INDEX articles_desk" in plan[0][-1] for plan in plans] == [True] * 4
    assert [len(plan) for plan in plans] == [1] * 4


@pytest.mark.parametrize("status", Article.Status.values)
def test_where_one_state_is_listed_no_other_is_looked_through(client, status):
    make.make_article(status=status)
    with CaptureQueriesContext(connection) as queries:
        client.get(STORIES, {"q": "ridg", "status__exact": status})
    assert [query["sql"] for query in queries if query["sql"].endswith("LIMIT 1000")] == []
