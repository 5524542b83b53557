"""The lead of the front, on the form of the story itself."""

import datetime

import pytest
from django.utils import timezone

from articles import slots
from articles.models import Article, FrontChange, Slot
from articles.slots import Pin
from tests import make
from tests.articles.deskforms import address, form_data
from tests.reading import headlines, one

pytestmark = pytest.mark.django_db


def at(hours):
    return timezone.now() + datetime.timedelta(hours=hours)


@pytest.fixture
def desk(client):
    client.force_login(make.make_user("editor", username="ani"))
    return client


@pytest.fixture
def story():
    make.make_article(headline="The newest", published_at=at(-1))
    return make.make_article(headline="The choir", published_at=at(-2))


def save(desk, story, **changes):
    return desk.post(
        address(story), form_data(desk, address(story), **changes) | {"_save": "Save"}, follow=True
    )


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_a_story_is_pinned_when_it_is_saved(desk, story):
    response = save(desk, story, lead_ends="day")
    assert said(response)[0] == "The story is pinned as the front lead."
    assert headlines(desk.get("/")) == ["The choir", "The newest"]
    assert FrontChange.objects.get().made_by.username == "ani"


def test_a_story_may_be_published_and_pinned_at_once(desk, story):
    draft = make.make_article(headline="A draft", status=Article.Status.DRAFT, published_at=None)
    data = form_data(desk, address(draft), lead_ends="open") | {"_publish": "Publish"}
    desk.post(address(draft), data)
    make.make_article(headline="Even newer", published_at=timezone.now())
    assert headlines(desk.get("/"))[0] == "A draft"


def test_saving_it_for_another_reason_changes_no_pin(desk, story):
    until = at(5)
    slots.pin_lead(story, until, by=None)
    page = desk.get(address(story))
    assert "Pinned there until" in page.text
    data = form_data(desk, address(story), headline="The choir sings")
    slots.pin_lead(make.make_article(headline="Meanwhile"), None, by=None)
    desk.post(address(story), data | {"_save": "Save"})
    assert Slot.objects.get().article.headline == "Meanwhile"
    assert headlines(desk.get("/"))[0] == "Meanwhile"


def test_who_loses_the_place_is_named(desk, story):
    slots.pin_lead(make.make_article(headline="Rain"), None, by=None)
    response = save(desk, story, lead_ends="midnight")
    assert said(response)[0] == "The story is pinned as the front lead, in the place of “Rain”."


def test_it_is_taken_off_again_and_the_rest_stays(desk, story):
    other = make.make_article(headline="Rain", published_at=at(-9))
    slots.arrange(slots.of_language("en"), {0: Pin(story), 1: Pin(other)}, by=None, seen=0)
    save(desk, story, lead_ends="off")
    assert list(Slot.objects.values_list("position", "article__headline")) == [(1, "Rain")]


def test_what_stands_twice_goes_on_standing_below(story):
    pins = {0: Pin(story), 3: Pin(story, twice=True)}
    slots.arrange(slots.of_language("en"), pins, by=None, seen=0)
    slots.pin_lead(story, at(1), by=None)
    assert list(Slot.objects.values_list("position", "twice")) == [(0, False), (3, True)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lead_ends": "date"}, "Say until which date and time"),
        ({"lead_ends": "date", "lead_date": "2020-01-01T00:00"}, "This moment is over."),
        ({"lead_ends": "open", "language": "hy"}, "The front page is in another language."),
        (
            {"lead_ends": "day", "status": "withdrawn", "withdrawal_reason": "Wrong."},
            "A withdrawn story cannot lead the front.",
        ),
        (
            {"lead_ends": "day", "published_at": "2060-01-01T00:00"},
            "Readers get the story only after that.",
        ),
    ],
)
def test_a_pin_that_cannot_be_is_refused_in_words_and_nothing_is_saved(desk, story, changes, words):
    response = save(desk, story, headline="Typed", **changes)
    assert words in response.text
    assert one(response, ".//input[@name='headline']").get("value") == "Typed"
    story.refresh_from_db()
    assert (story.headline, Slot.objects.count()) == ("The choir", 0)


def test_a_reporter_neither_sees_nor_sends_it(client):
    user = make.make_user("reporter")
    story = make.make_article(status=Article.Status.DRAFT, published_at=None, editor=user)
    client.force_login(user)
    assert "Pin as front lead" not in client.get(address(story)).text
    response = save(client, story, lead_ends="open", headline="Typed")
    story.refresh_from_db()
    assert (response.status_code, story.headline, Slot.objects.count()) == (200, "Typed", 0)
