"""The page of what was put right."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Correction
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


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_for_one_note_and_for_three(
    client, count, django_assert_num_queries
):
    make.make_menu("/corrections/")
    for _ in range(count):
        correct(make.make_article(), "Wrong.")
    with django_assert_num_queries(3):
        client.get("/corrections/")
