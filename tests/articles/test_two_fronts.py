"""Two editors at one front in the same moment: one is refused, nothing waits for ever, nothing is lost."""

import pytest
from django.test import Client

from articles import publishing, slots
from articles.models import FrontChange, Slot
from articles.slots import Pin
from tests.articles.test_front_desk import DESK, form
from tests.make import make_article, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def desk(username):
    client = Client()
    client.force_login(make_user("editor", username=username))
    return client


@pytest.mark.parametrize("was_arranged", [False, True])
def test_of_two_saves_in_one_moment_one_is_refused(was_arranged):
    stories = [make_article() for _ in range(3)]
    if was_arranged:
        slots.arrange(slots.of_language("en"), {0: Pin(stories[2])}, by=None, seen=0)
    seen = FrontChange.objects.values_list("pk", flat=True).first() or 0
    editors, answers = [desk("anahit"), desk("narek")], []

    def save(client, story):
        answer = client.post(DESK, form(seen=seen, place_0=story) | {"_save": ""})
        answers.append((answer.status_code, story.pk))

    at_once(*(lambda pair=pair: save(*pair) for pair in zip(editors, stories, strict=False)))
    assert sorted(status for status, _ in answers) == [200, 302]
    assert [Slot.objects.get().article_id] == [pk for status, pk in answers if status == 302]


def test_stories_that_are_saved_and_pinned_wait_for_nobody_who_arranges():
    stories = [make_article() for _ in range(4)]

    def pin(story):
        for _ in range(5):
            publishing.save(story, by=None)
            slots.pin_lead(story, None, by=None)

    def arrange():
        for _ in range(5):
            change = slots.newest_change(slots.of_language("en"))
            try:
                slots.arrange(
                    slots.of_language("en"),
                    {3: Pin(stories[3])},
                    by=None,
                    seen=change.pk if change else 0,
                )
            except slots.Stale:
                continue

    at_once(lambda: pin(stories[0]), lambda: pin(stories[1]), arrange)
    newest = FrontChange.objects.first()
    assert [slot["place"] for slot in newest.stood] == list(
        Slot.objects.values_list("position", flat=True)
    )
