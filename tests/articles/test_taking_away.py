"""A story that readers have gets a moment of publication to come: it does not vanish without a question."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Article
from tests import make
from tests.articles.deskforms import address, form_data
from tests.reading import page

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
BUTTONS = ("_save", "_substantive", "_schedule", "_publish", "_continue")


@pytest.fixture(autouse=True)
def editor(client):
    user = make.make_user("editor")
    client.force_login(user)
    return user


def minute(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def later():
    return minute(timezone.now() + DAY)


def is_asked(response):
    return page(response).find(".//div[@class='desk-question']") is not None


@pytest.mark.parametrize("button", BUTTONS)
def test_it_is_asked_first_and_nothing_is_lost(client, button):
    story = make.make_article(headline="A choir")
    changes = {"headline": "A choir of many", "published_at": later(), button: "x"}
    data = form_data(client, address(story), **changes)
    response = client.post(address(story), data)
    assert (response.status_code, is_asked(response)) == (200, True)
    assert [story.headline for story in Article.objects.published()] == ["A choir"]
    form = response.context["adminform"].form
    assert (form["headline"].value(), form["published_at"].value()) == (
        "A choir of many",
        data["published_at"],
    )
    [error] = form.errors["published_at"]
    assert error.startswith("Readers have this story, and would lose it until then.")


@pytest.mark.parametrize("button", ["_save", "_schedule"])
def test_it_is_saved_when_it_was_meant(client, button):
    story = make.make_article()
    data = form_data(client, address(story), published_at=later(), takes_away="on", **{button: "x"})
    assert client.post(address(story), data).status_code == 302
    assert (Article.objects.published().count(), Article.objects.scheduled().count()) == (0, 1)


def test_it_stays_with_readers_when_the_moment_is_put_back(client):
    story = make.make_article(headline="A choir")
    before = story.published_at
    data = form_data(client, address(story), headline="A choir of many") | {"_save": "x"}
    assert is_asked(client.post(address(story), data | {"published_at": later()}))
    assert client.post(address(story), data).status_code == 302
    [story] = Article.objects.published()
    assert (story.headline, story.published_at) == ("A choir of many", before)


def test_nobody_is_asked_where_readers_lose_nothing(client):
    past = minute(timezone.now() - 2 * DAY)
    for fields, changes in [
        ({}, {"published_at": past}),
        ({}, {"headline": "Spelled better"}),
        ({"published_at": timezone.now() + 2 * DAY}, {"published_at": later()}),
        ({"status": "draft", "published_at": timezone.now() - DAY}, {"published_at": later()}),
        ({}, {"published_at": later(), "status": "draft"}),
    ]:
        story = make.make_article(**fields)
        data = form_data(client, address(story), **changes) | {"_save": "x"}
        assert client.post(address(story), data).status_code == 302, (fields, changes)


def test_a_form_that_was_opened_before_the_story_came_out_asks_too(client):
    story = make.make_article(published_at=timezone.now() + DAY)
    data = form_data(client, address(story), published_at=later()) | {"_schedule": "x"}
    Article.objects.filter(pk=story.pk).update(published_at=timezone.now() - DAY)
    assert is_asked(client.post(address(story), data))


def test_a_preview_asks_nothing(client):
    story = make.make_article(headline="A choir")
    data = form_data(client, address(story), published_at=later(), _preview="x")
    response = client.post(address(story), data)
    assert "<h1>A choir</h1>" in response.text
    assert Article.objects.published().count() == 1


def test_the_question_does_not_stand_there_unasked(client):
    assert not is_asked(client.get(address(make.make_article())))
