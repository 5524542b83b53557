"""Search among so many stories that it cannot look at each."""

import datetime
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing, search
from articles.models import Article, SearchEntry
from tests.make import make_article

pytestmark = pytest.mark.django_db

TWENTY_YEARS = datetime.timedelta(days=20 * 365)


def fill(texts, headlines=None, until=None, span=TWENTY_YEARS):
    """Publish a story for each text of stems, evenly spread, the last of them the newest."""
    until = until or timezone.now() - datetime.timedelta(hours=1)
    step = span / len(texts)
    stories = Article.objects.bulk_create(
        Article(
            headline=f"Story {number}",
            slug=f"story-{number}",
            status=Article.Status.READY,
            published_at=until - step * (len(texts) - 1 - number),
        )
        for number in range(len(texts))
    )
    headlines = headlines or ["stori"] * len(texts)
    search.index_many(
        SearchEntry(
            article=story,
            place=SearchEntry.place_of(story.published_at, story.pk),
            headline=headline,
            text=text,
            plain=text,
        )
        for story, headline, text in zip(stories, headlines, texts, strict=True)
    )
    return stories


def found(query, page=1):
    return [hit.article for hit in search.find(query, page=page).hits]


def rows_read():
    """Return how many search entries this transaction read on PostgreSQL: all by walking, some by index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read, idx_tup_fetch FROM pg_stat_xact_user_tables"
            " WHERE relname = 'articles_searchentry'"
        )
        return cursor.fetchone()


def test_a_word_of_every_story_brings_the_newest_and_says_that_there_are_more():
    stories = fill(["canari rain"] * 1000)
    result = search.find("canary")
    assert [hit.article for hit in result.hits] == stories[: -search.PER_PAGE - 1 : -1]
    assert (result.count, result.is_bounded) == (search.BOUND, True)


def test_the_last_page_of_a_common_word_ends_with_the_bound():
    stories = fill(["canari rain"] * 500)
    last = search.BOUND // search.PER_PAGE
    assert found("canary", last)[-1] == stories[-search.BOUND]
    assert found("canary", last + 1) == []


def test_exactly_as_many_as_the_bound_are_counted_exactly():
    fill(["canari"] * search.BOUND)
    result = search.find("canary")
    assert (result.count, result.is_bounded) == (search.BOUND, False)


@pytest.mark.parametrize("query", ["canary", "canary rain", "snow"])
def test_a_search_among_thousands_costs_five_queries_at_most(query):
    fill(["canari rain"] * 2990 + ["snow"] * 10)
    with CaptureQueriesContext(connection) as queries:
        found(query)
    assert len(queries) == (4 if query == "snow" else 5)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL reads")
@pytest.mark.parametrize("query", ["canary", "canary rain", "snow", "canary snow", "hail"])
def test_postgresql_reads_few_entries_whatever_is_asked_for(query):
    fill(["canari rain"] * 2990 + ["canari snow"] * 10)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_searchentry")
    walked, fetched = rows_read()
    search._places(search._distinct(query), 30)
    now_walked, now_fetched = rows_read()
    assert now_walked == walked
    assert now_fetched - fetched < 10 * 30


@pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL reads")
def test_words_and_spans_of_time_lead_each_other_through_the_index():
    # In one condition PostgreSQL guesses which is rarer, and may read all of what stands in every story.
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'articles_search'")
        [[source]] = cursor.fetchall()
    assert source.count("document @@ words AND document @@ spans") == 1
    assert "&&" not in source


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite reads")
def test_sqlite_goes_through_time_without_sorting():
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {search._SQLITE}", ['"canari"', None, 10])
        [plan] = [detail for *_, detail in cursor.fetchall()]
    assert plan.startswith("SCAN articles_searchindex VIRTUAL TABLE INDEX")


def test_an_old_story_of_that_headline_is_found_though_hundreds_mention_it_since():
    texts = ["canari harvest"] + ["apricot rain harvest"] * 600
    old, *_ = fill(texts, headlines=["apricot harvest"] + ["stori"] * 600)
    assert found("apricot harvest")[0] == old
    assert search.find("apricot harvest").count == search.BOUND


def test_stories_of_one_moment_come_last_written_first():
    stories = fill(["canari"] * 5, span=datetime.timedelta(0))
    assert found("canary") == stories[::-1]


def test_stories_older_than_computers_are_found_in_their_order():
    until = datetime.datetime(1975, 5, 1, 12, 0, 0, 500_000, tzinfo=datetime.UTC)
    stories = fill(["canari"] * 15, until=until)
    assert found("canary") == stories[::-1]


@pytest.mark.parametrize("year", [1, 9000])
def test_a_story_of_an_impossible_year_can_be_saved(year):
    moment = datetime.datetime(year, 5, 1, tzinfo=datetime.UTC)
    story = make_article(headline="Canary", published_at=moment)
    assert SearchEntry.key_at(story.search_entry.place) == story.pk
    assert found("canary") == ([story] if year == 1 else [])


def test_many_scheduled_stories_hide_none_that_is_out():
    [out] = fill(["canari"])
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    entries = []
    for number in range(search.BOUND + 10):
        story = Article(headline="Later", slug=f"later-{number}", status=Article.Status.READY)
        story.published_at = tomorrow
        story.save()
        place = SearchEntry.place_of(tomorrow, story.pk)
        entries.append(SearchEntry(article=story, place=place, headline="later", text="canari"))
    search.index_many(entries)
    result = search.find("canary")
    assert [hit.article for hit in result.hits] == [out]
    assert (result.count, result.is_bounded) == (1, False)


def test_what_was_written_in_bulk_is_forgotten_like_any_other():
    first, second = fill(["canari rain", "canari snow"])
    entry = SearchEntry.objects.get(pk=first.pk)
    entry.text = "hail"
    search.index_many([entry])
    assert (found("rain"), found("hail"), found("canary")) == ([], [first], [second])
    second.delete()
    assert (found("canary"), found("story")) == ([], [first])


def test_search_finds_what_reading_every_story_would_find():
    chance = random.Random(12)
    vocabulary = ["rain"] * 60 + ["snow"] * 30 + ["hail"] * 6 + ["fog", "գիր", "24"]
    texts = [" ".join(chance.choices(vocabulary, k=chance.randint(1, 9))) for _ in range(900)]
    heads = [" ".join(chance.choices(vocabulary, k=3)) for _ in texts]
    stories = fill(texts, headlines=heads)
    rows = list(zip(stories, heads, texts, strict=True))[::-1]
    for query in ("fog", "hail fog", "24 գիր", "hail snow fog", "rain fog hail"):
        words = query.split()
        holding = [
            (search._score(words, head, text), story)
            for story, head, text in rows
            if set(words) <= {*head.split(), *text.split()}
        ]
        assert 0 < len(holding) <= search.BOUND, query
        best = [story for _, story in sorted(holding, key=lambda pair: -pair[0])]
        assert found(query) == best[: search.PER_PAGE], query


@pytest.mark.parametrize("text", ["", "rain", "rain rain rain hail rain", "rains train rain hail"])
def test_a_word_is_counted_where_it_stands_alone(text):
    assert search._times("rain", f" {text} ") == text.split().count("rain")


def test_rescheduling_a_story_moves_it():
    now = timezone.now()
    story = make_article(headline="Canary", published_at=now - datetime.timedelta(days=3))
    other = make_article(headline="Canary", published_at=now - datetime.timedelta(days=2))
    assert found("canary") == [other, story]
    story.published_at = now - datetime.timedelta(days=1)
    publishing.save(story, by=None)
    assert found("canary") == [story, other]
    story.published_at = now + datetime.timedelta(days=1)
    publishing.save(story, by=None)
    assert found("canary") == [other]


@pytest.mark.parametrize("words", ["snow ", "ձիւն "])
@pytest.mark.parametrize("letters", [search.OPENING, search.OPENING + 1, 3 * search.OPENING])
def test_a_text_is_read_as_far_whatever_its_length_and_script(words, letters):
    text = (words * letters)[: letters - 1] + "x"
    [story] = fill([text])
    assert search._words_of([story.pk]) == [(story.pk, "stori", text[: search.OPENING])]
