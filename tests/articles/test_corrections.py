"""The page of what was put right."""

import datetime

import pytest
from django.utils import timezone

from articles import placing, publishing
from articles.models import Article, Correction
from tests import make
from tests.reading import headlines, one, texts

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(datetime.datetime(2022, 1, 7, 12))


def correct(article, text, days=0):
    moment = NOON + datetime.timedelta(days=days)
    return Correction.objects.create(article=article, text=text, noted_at=moment)


def test_the_newest_note_comes_first_and_leads_to_its_story(client):
    snow, rain = make.make_article(headline="Snow"), make.make_article(headline="Rain")
    correct(snow, "It was Tuesday.")
    correct(rain, "It was Wednesday.", days=1)
    response = client.get("/corrections/")
    assert headlines(response) == ["Rain", "Snow"]
    assert texts(response, ".//main//li/p") == [
        "It was Wednesday.",
        "January 8, 2022, 12:00 pm GMT+4 Correction",
        "It was Tuesday.",
        "January 7, 2022, 12:00 pm GMT+4 Correction",
    ]


def test_a_paper_that_corrected_nothing_says_so(client):
    assert texts(client.get("/corrections/"), ".//main/p") == ["Nothing has been corrected yet."]


def test_notes_come_in_pages(client):
    article = make.make_article()
    for n in range(25):
        correct(article, f"Note {n}")
    onward = one(client.get("/corrections/"), ".//a[@rel='next']").get("href")
    assert len(headlines(client.get(f"/corrections/{onward}"))) == 5


def test_a_note_comes_and_goes_with_its_story(client):
    article = make.make_article()
    correct(article, "It was Tuesday.")
    shown = []
    for change in (article.return_to_draft, article.make_ready, lambda: article.withdraw("Wrong.")):
        change()
        publishing.save(article, by=None)
        shown.append(len(headlines(client.get("/corrections/"))))
    assert shown == [0, 1, 0]


def test_a_note_waits_for_the_time_of_its_story(client):
    soon = timezone.now() + datetime.timedelta(minutes=5)
    correct(make.make_article(published_at=soon), "It was Tuesday.")
    assert headlines(client.get("/corrections/")) == []
    Article.objects.update(published_at=NOON)
    placing.rebuild()
    assert len(headlines(client.get("/corrections/"))) == 1


def test_who_turns_from_a_note_that_has_gone_meanwhile_goes_on_from_its_place(client):
    stories = [make.make_article(headline=f"Story {n}") for n in range(3)]
    notes = [correct(story, "Wrong.", days=n) for n, story in enumerate(stories)]
    stories[1].withdraw("A mistake.")
    publishing.save(stories[1], by=None)
    assert headlines(client.get(f"/corrections/?before={notes[1].pk}")) == ["Story 0"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_for_one_note_and_for_three(
    client, count, django_assert_num_queries
):
    make.make_menu("/corrections/")
    for _ in range(count):
        correct(make.make_article(), "Wrong.")
    with django_assert_num_queries(4):
        client.get("/corrections/")
