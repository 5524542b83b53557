"""Search finds the same stories by the same words on both databases."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing, search
from articles.models import Article, SearchEntry
from tests.articles.deskforms import form_data
from tests.make import make_article, make_contributor, make_tag, make_user
from tests.moments import on_both_sides

pytestmark = pytest.mark.django_db


def found(query):
    return [hit.article.headline for hit in search.find(query).hits]


def test_a_word_finds_its_other_forms():
    make_article(headline="Libraries reopen")
    assert found("library") == found("LIBRARIES") == ["Libraries reopen"]


def test_an_armenian_word_finds_its_other_forms():
    make_article(headline="Գրադարանները բաց են", language="hy")
    assert found("գրադարան") == ["Գրադարանները բաց են"]


def test_the_ligature_and_its_letters_are_the_same():
    make_article(headline="Երևան", body="<p>Արեւ</p>", language="hy")
    assert found("Երեւան") == found("երևան") == found("արև") == ["Երևան"]


def test_armenian_marks_inside_a_word_do_not_hide_it():
    make_article(headline="Ինչո՞ւ է պետք", language="hy")
    assert found("ինչու") == ["Ինչո՞ւ է պետք"]


def test_all_words_must_stand_in_the_story():
    make_article(headline="Bridge", body="<p>A river.</p>")
    assert found("bridge river") == ["Bridge"]
    assert found("bridge lake") == []


def test_headline_deck_summary_text_bylines_and_tags_are_searched():
    make_article(
        headline="Alpha",
        deck="beta",
        summary="gamma",
        body="<p>delta</p>",
        dateline_place="EPSILON",
        by=[make_contributor(name="Zeta Etayan")],
        tags=[make_tag(name="Theta")],
    )
    for word in ("alpha", "beta", "gamma", "delta", "epsilon", "etayan", "theta"):
        assert found(word) == ["Alpha"], word


def test_a_word_in_the_headline_counts_more_than_one_in_the_text():
    body = "<p>Many other words stand here beside a single apricot and go on for a while.</p>"
    now = timezone.now()
    make_article(headline="Apricot harvest", published_at=now - datetime.timedelta(days=3))
    make_article(headline="Weather", body=body, published_at=now - datetime.timedelta(days=1))
    assert found("apricot") == ["Apricot harvest", "Weather"]


def test_search_never_shows_what_readers_may_not_see():
    words = {"body": "<p>canary</p>"}
    make_article(headline="Draft", status=Article.Status.DRAFT, **words)
    make_article(headline="Review", status=Article.Status.IN_REVIEW, **words)
    make_article(headline="Withdrawn", status=Article.Status.WITHDRAWN, **words)
    later = timezone.now() + datetime.timedelta(hours=1)
    make_article(headline="Scheduled", published_at=later, **words)
    assert found("canary") == []
    assert search.find("canary").count == 0
    assert SearchEntry.objects.count() == 1  # the scheduled story, which will simply become true


def test_a_scheduled_story_is_found_at_its_time_and_nobody_has_to_do_anything():
    def arrange(moment):
        return make_article(headline=f"Canary at {moment}", published_at=moment).headline

    def look(headline):
        return headline in found("canary")

    assert on_both_sides(arrange, look) == (False, True)


def test_a_story_that_was_taken_away_behind_our_back_is_not_shown():
    make_article(headline="Canary")
    Article.objects.update(status=Article.Status.WITHDRAWN)
    assert found("canary") == []


def test_a_withdrawn_story_is_no_longer_found():
    article = make_article(headline="Canary")
    assert found("canary") == ["Canary"]
    article.withdraw("It was wrong.")
    publishing.save(article, by=None)
    assert search.find("canary").count == 0


def test_a_story_that_goes_back_to_its_writer_leaves_the_index():
    article = make_article(headline="Canary")
    article.return_to_draft()
    publishing.save(article, by=None)
    assert found("canary") == []
    article.make_ready()
    publishing.save(article, by=None)
    assert found("canary") == ["Canary"]


def test_a_changed_story_is_found_by_its_new_words_alone():
    article = make_article(headline="Before")
    article.headline = "After the rain"
    publishing.save(article, by=None)
    assert found("before") == []
    assert found("rain") == ["After the rain"]


def test_a_deleted_story_leaves_the_index():
    make_article(headline="Canary").delete()
    make_article(headline="Another bird")
    assert found("canary") == []


@pytest.mark.parametrize(
    "query",
    ["", "   ", "the and of", '"', "'; DROP TABLE", "a:b*", "(", "NEAR(", "-", "\x00x", "x" * 5000],
)
def test_odd_queries_find_nothing_and_break_nothing(query):
    make_article()
    assert search.find(query).hits == []


def test_nobody_can_ask_for_the_signs_by_which_the_index_knows_headline_and_time():
    place = make_article(headline="Apricot", body="<p>harvest</p>").search_entry.place
    assert found("^harvest") == found("^apricot") == ["Apricot"]
    assert found(f"@17:{place >> 28 >> 17}") == []


@pytest.mark.parametrize("word", ["𫠠𫠡", "a𫠠b", "ಕನ್ನಡ", "№7", "ᏣᎳᎩ", "w" * 3000])
def test_a_word_that_no_stemmer_knows_is_found_as_it_is(word):
    make_article(headline="Odd", body=f"<p>{word}</p>")
    assert found(word) == ["Odd"]


def test_the_passage_marks_the_word_that_was_asked_for():
    make_article(body="<p>One story of two <b>bridges</b> and a river.</p>")
    [hit] = search.find("bridge").hits
    assert [text for text, is_hit in hit.passage if is_hit] == ["bridges"]
    assert "".join(text for text, _ in hit.passage) == "One story of two bridges and a river."


def test_results_come_in_pages(monkeypatch):
    monkeypatch.setattr(search, "PER_PAGE", 2)
    for number in range(3):
        make_article(headline=f"Canary {number}")
    first, second = search.find("canary"), search.find("canary", page=2)
    assert (first.count, len(first.hits), first.has_next) == (3, 2, True)
    assert (second.count, len(second.hits), second.has_next) == (3, 1, False)
    assert search.find("canary", page=9).hits == []


def test_a_common_word_is_ranked_among_the_newest_alone(monkeypatch):
    monkeypatch.setattr(search, "BOUND", 2)
    now = timezone.now()
    for days in (3, 2, 1):
        make_article(headline=f"Canary {days}", published_at=now - datetime.timedelta(days=days))
    result = search.find("canary")
    assert [hit.article.headline for hit in result.hits] == ["Canary 1", "Canary 2"]
    assert (result.count, result.is_bounded) == (2, True)


def test_the_number_of_queries_does_not_grow_with_the_hits(django_assert_num_queries):
    make_article(headline="Canary", by=[make_contributor()])
    with django_assert_num_queries(4):
        search.find("canary")
    for _ in range(2):
        make_article(headline="Canary", by=[make_contributor()])
    with django_assert_num_queries(4):
        assert len(search.find("canary").hits) == 3


@pytest.mark.parametrize(("noun", "name"), [("contributor", "Zeta Etayan"), ("tag", "Bridges")])
def test_a_new_name_finds_the_stories_that_bear_it_and_the_old_one_no_longer(client, noun, name):
    named = {"contributor": make_contributor, "tag": make_tag}[noun](name=name)
    parts = {"by": [named]} if noun == "contributor" else {"tags": [named]}
    make_article(headline="Out", **parts)
    make_article(headline="Not yet", status=Article.Status.DRAFT, published_at=None, **parts)
    client.force_login(make_user("editor"))
    address = reverse(f"admin:articles_{noun}_change", args=[named.pk])
    data = form_data(client, address, name="Theta")
    assert client.post(address, data).status_code == 302
    assert (found("theta"), found(name)) == (["Out"], [])
    assert SearchEntry.objects.count() == 1
