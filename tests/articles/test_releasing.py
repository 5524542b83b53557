"""Publish, schedule, submit and send back: when readers get a story, and what stops that."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from articles import standing
from articles.models import Article
from tests import make
from tests.articles.deskforms import ADD, address, form_data, save

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def editor(client):
    user = make.make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def draft():
    return make.make_article(status=Article.Status.DRAFT, published_at=None)


def minute(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def said(errors):
    return [str(error) for group in errors for error in group]


def tomorrow():
    return (timezone.now() + DAY).replace(second=0, microsecond=0)


def test_a_story_is_scheduled_to_the_minute_by_the_newsroom_s_clocks(client, editor, draft):
    assert save(client, address(draft), published_at="2031-03-28T06:05", _schedule="Schedule") == []
    draft.refresh_from_db()
    assert (
        draft.published_at.isoformat() == "2031-03-28T02:05:00+00:00"
    )  # Yerevan is four hours ahead
    assert list(Article.objects.scheduled()) == [draft]


def test_the_form_says_whose_clocks_it_goes_by(client, editor, draft):
    assert "To the minute, by the clocks of Yerevan." in client.get(address(draft)).text


def test_a_schedule_needs_a_moment_to_come(client, editor, draft):
    assert said(save(client, address(draft), _schedule="Schedule")) == [
        "Say when readers should get the story."
    ]
    over = minute(timezone.now() - DAY)
    assert said(save(client, address(draft), published_at=over, _schedule="Schedule")) == [
        "This moment is over. Choose one to come, or press Publish."
    ]
    draft.refresh_from_db()
    assert draft.status == Article.Status.DRAFT


def test_publish_gives_nothing_away_before_the_moment_that_was_chosen(client, editor, draft):
    errors = save(client, address(draft), published_at=minute(tomorrow()), _publish="Publish")
    assert said(errors) == [
        "This moment is still to come. Press Schedule, or empty the field to publish now."
    ]
    assert not Article.objects.published().exists()


def test_a_story_planned_as_a_draft_is_not_published_before_its_moment(client, editor):
    planned = make.make_article(status=Article.Status.DRAFT, published_at=tomorrow())
    assert len(said(save(client, address(planned), _publish="Publish"))) == 1
    assert not Article.objects.published().exists()


def test_a_scheduled_story_is_published_at_once_with_one_press(client, editor):
    story = make.make_article(published_at=tomorrow())
    assert "Publish now" in client.get(address(story)).text
    assert save(client, address(story), _publish="Publish now") == []
    assert list(Article.objects.published()) == [story]


def test_a_scheduled_story_moves_to_another_moment(client, editor):
    story = make.make_article(published_at=tomorrow())
    later = tomorrow() + DAY
    assert save(client, address(story), published_at=minute(later), _schedule="Schedule") == []
    story.refresh_from_db()
    assert story.published_at == later


def test_a_save_leaves_the_second_at_which_a_story_came_out(client, editor):
    story = make.make_article()
    before = story.published_at
    assert before.second or before.microsecond
    assert save(client, address(story), headline="Spelled better") == []
    story.refresh_from_db()
    assert story.published_at == before


@pytest.mark.parametrize("nothing", ["soon", "2031-02-30T06:00", "2031-03-30T24:61", "9" * 400])
def test_what_is_no_moment_is_said_and_nothing_is_lost(client, editor, draft, nothing):
    data = form_data(client, address(draft), headline="Kept", published_at=nothing)
    page = client.post(address(draft), data | {"_schedule": "Schedule"})
    assert "Enter a valid date/time." in page.text
    assert 'value="Kept"' in page.text


def test_a_moment_that_the_clocks_skip_is_refused_in_words(client, editor, draft, settings):
    settings.TIME_ZONE = "Europe/Paris"
    with timezone.override("Europe/Paris"):
        errors = save(client, address(draft), published_at="2031-03-30T02:30", _schedule="Schedule")
    assert said(errors)[0].startswith("The clocks are put on that night, and 02:30 is left out.")


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (3 * DAY, "Scheduled for Friday 18:00, Yerevan"),
        (datetime.timedelta(hours=6), "Scheduled for today 18:00, Yerevan"),
        (9 * DAY, "Scheduled for 28 March 18:00, Yerevan"),
        (200 * DAY, "Scheduled for 28 March 2031 18:00, Yerevan"),
        (-2 * DAY, "Published Friday 18:00, Yerevan"),
    ],
)
def test_where_a_story_stands_is_said_in_words_and_a_time(away, words):
    friday = timezone.make_aware(datetime.datetime(2031, 3, 28, 18, 0))
    story = Article(status=Article.Status.READY, published_at=friday)
    with time_machine.travel(friday - away, tick=False):
        assert standing.in_words(story) == words


def test_the_form_of_a_story_says_where_it_stands(client, editor, draft):
    assert '<p class="desk-standing">Draft</p>' in client.get(address(draft)).text


def test_an_editor_sends_a_story_back_with_a_note(client, editor):
    story = make.make_article(status=Article.Status.IN_REVIEW, published_at=None)
    assert save(client, address(story), note="Who says so?", _send_back="Send back") == []
    story.refresh_from_db()
    assert story.status == Article.Status.DRAFT
    assert [(note.by, note.text) for note in story.notes.all()] == [(editor, "Who says so?")]


def test_a_reporter_neither_schedules_nor_sends_back(client):
    client.force_login(user := make.make_user("reporter"))
    story = make.make_article(status=Article.Status.IN_REVIEW, published_at=None, editor=user)
    for button in ("_schedule", "_publish", "_send_back"):
        assert save(client, address(story), published_at=minute(tomorrow()), **{button: "x"}) == []
        story.refresh_from_db()
        assert (story.status, story.published_at) == (Article.Status.IN_REVIEW, None)


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        ("draft", {"_publish", "_schedule"}),
        ("review", {"_publish", "_schedule", "_send_back"}),
        ("ready", set()),
        ("withdrawn", set()),
    ],
)
def test_an_editor_is_offered_what_can_be_done_next(client, editor, status, buttons):
    story = make.make_article(status=status, withdrawal_reason="Wrong.")
    page = client.get(address(story)).text
    assert {
        name for name in ("_publish", "_schedule", "_send_back") if f'"{name}"' in page
    } == buttons


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file has no clock but ours")
@pytest.mark.parametrize("wrong", [-DAY, DAY])
def test_a_story_is_public_at_once_though_the_clock_of_the_web_server_is_wrong(client, wrong):
    with time_machine.travel(timezone.now() + wrong):
        client.force_login(make.make_user("editor"))
        assert save(client, ADD, headline="At once", _publish="Publish") == []
    [story] = Article.objects.published()
    assert abs(story.published_at - timezone.now()) < datetime.timedelta(minutes=1)


def test_a_form_that_is_refused_says_where_the_story_still_stands(client, editor, draft):
    data = form_data(client, address(draft)) | {"_schedule": "Schedule"}
    page = client.post(address(draft), data).text
    assert '<p class="desk-standing">Draft</p>' in page
    assert "Publish now" not in page


@pytest.mark.parametrize("hour", [0, 1])  # by UTC; in Paris it is half past two both times
def test_a_story_that_went_out_in_the_hour_that_came_twice_can_be_put_right(
    client, editor, settings, hour
):
    settings.TIME_ZONE = "Europe/Paris"
    at = datetime.datetime(2025, 10, 26, hour, 30, 7, tzinfo=datetime.UTC)
    story = make.make_article(published_at=at)
    assert save(client, address(story), headline="The clocks were put back") == []
    story.refresh_from_db()
    assert (story.headline, story.published_at) == ("The clocks were put back", at)


def test_a_minute_that_comes_twice_is_the_first_and_one_that_never_comes_is_refused(
    client, editor, settings, draft
):
    settings.TIME_ZONE = "Europe/Paris"
    [fault] = said(save(client, address(draft), published_at="2031-03-30T02:30", _schedule="x"))
    assert fault == "The clocks are put on that night, and 02:30 is left out. Choose another time."
    assert save(client, address(draft), published_at="2031-10-26T02:30", _schedule="x") == []
    draft.refresh_from_db()
    assert draft.published_at == datetime.datetime(2031, 10, 26, 0, 30, tzinfo=datetime.UTC)
