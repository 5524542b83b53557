"""Working copies that nobody needs any more go by themselves; none that holds words which nobody saved."""

import datetime

import pytest
from django.utils import timezone

from articles import clearing, publishing, workingcopies
from articles.models import Article, Tag, WorkingCopy
from tests.articles.deskforms import address, form_data
from tests.articles.test_working_copies import pairs
from tests.make import make_article, make_tag, make_user

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def writer(client):
    user = make_user("editor", username="anahit")
    client.force_login(user)
    return user


@pytest.fixture
def story():
    return make_article(headline="Rain", body="<p>It rains.</p>", status="draft", published_at=None)


def left(client, writer, story, ago=2 * DAY, **typed):
    """Leave something in the form of a story, so long ago."""
    data = form_data(client, address(story), **typed)
    token = f"copy{WorkingCopy.objects.count()}"
    workingcopies.keep(writer, token, 1, pairs(data), story)
    WorkingCopy.objects.filter(token=token).update(kept_at=timezone.now() - ago)
    return token


def save(story, **fields):
    for name, value in fields.items():
        setattr(story, name, value)
    publishing.save(story, by=None)


def kept(writer):
    return [copy.token for copy in workingcopies.all_of(writer)]


def test_a_copy_goes_when_what_it_holds_was_saved_since(client, writer, story):
    copy = left(client, writer, story, headline="Heavy rain", body="<p>It pours.</p>")
    clearing.clear()
    assert kept(writer) == [copy]
    save(story, headline="Heavy rain", body="<p>It pours.</p>")
    save(story, body="<p>It has stopped.</p>")
    clearing.clear()
    assert kept(writer) == []
    assert WorkingCopy.objects.get().fields == []


@pytest.mark.parametrize(
    "typed",
    [
        {"headline": "Heavy rain"},
        {"body": "<p>It rains and pours.</p>"},
        {"deck": "All day"},
        {"summary": "Water"},
        {"note": "Who says so?"},
        {"correction_text": "It was hail."},
        {"corrections-0-text": "It was hail."},
    ],
)
def test_words_that_nobody_saved_stay_whatever_was_saved_since(client, writer, story, typed):
    copy = left(client, writer, story, **typed)
    save(story, headline="Snow", body="<p>It snows.</p>")
    for _ in range(2):
        clearing.clear()
    assert kept(writer) == [copy]
    assert dict(WorkingCopy.objects.get().fields) | typed == dict(WorkingCopy.objects.get().fields)


def test_a_copy_is_compared_again_after_the_next_save_and_not_before(
    client, writer, story, django_assert_num_queries
):
    copy = left(client, writer, story, headline="Heavy rain")
    save(story, deck="Elsewhere")
    clearing.clear()
    with django_assert_num_queries(2):
        clearing.clear()
    assert kept(writer) == [copy]
    save(story, headline="Heavy rain", deck="")
    clearing.clear()
    assert kept(writer) == []


def test_a_copy_of_a_deleted_story_stays_if_it_holds_more_than_the_story_did(client, writer, story):
    left(client, writer, story)
    more = left(client, writer, story, headline="Heavy rain")
    workingcopies.keep(writer, more, 2, workingcopies.find(writer, more).fields, None)
    WorkingCopy.objects.filter(token=more).update(kept_at=timezone.now() - 2 * DAY)
    Article.objects.get().delete()
    clearing.clear()
    assert kept(writer) == [more]


def test_what_is_being_written_is_left_alone(client, writer, story):
    copy = left(client, writer, story, ago=HOUR)
    save(story, deck="All day")
    clearing.clear()
    assert kept(writer) == [copy]


def test_what_nobody_touched_for_long_goes_and_nothing_younger(client, writer, story, settings):
    settings.UNSAVED_KEPT_DAYS = 20
    left(client, writer, story, ago=20 * DAY + HOUR, headline="Old")
    younger = left(client, writer, story, ago=20 * DAY - HOUR, headline="Younger")
    new = workingcopies.new_token()
    workingcopies.keep(writer, new, 1, [["headline", "Never begun"]])
    clearing.clear()
    assert kept(writer) == [new, younger]
    WorkingCopy.objects.update(kept_at=timezone.now() - 21 * DAY)
    clearing.clear()
    assert kept(writer) == []


def test_what_is_typed_into_a_cleared_copy_afterwards_is_kept(client, writer, story):
    copy = left(client, writer, story, ago=31 * DAY, headline="Heavy rain")
    clearing.clear()
    assert workingcopies.keep(writer, copy, 1, [["headline", "Late"]], story) == "settled"
    assert workingcopies.keep(writer, copy, 2, [["headline", "Typed anew"]], story) == "kept"
    assert kept(writer) == [copy]


def test_who_is_told_and_when_it_goes(client, writer, story):
    left(client, writer, story, ago=22 * DAY)
    copy = left(client, writer, story, ago=24 * DAY, headline="Heavy rain")
    [told] = clearing.about_to_go(writer)
    assert (told.token, clearing.goes_at(told) - told.kept_at) == (copy, 30 * DAY)
    assert list(clearing.about_to_go(make_user("editor"))) == []


def test_tags_and_the_like_are_no_words(client, writer, story):
    tag = make_tag()
    left(client, writer, story, tags=[tag.pk])
    save(story, deck="")
    clearing.clear()
    assert (kept(writer), Tag.objects.count()) == ([], 1)
