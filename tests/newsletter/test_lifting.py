"""Why an address is not written to, seen at the desk, and writing to it again."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsletter import bounces
from newsletter.models import Subscriber
from tests.make import make_delivery, make_issue, make_newsletter, make_subscriber, make_user

pytestmark = pytest.mark.django_db

State = Subscriber.State


@pytest.fixture
def keeper(client):
    client.force_login(make_user("newsletter"))
    return client


@pytest.fixture
def reader():
    """A reader whose mailbox is gone."""
    reader = make_subscriber("ani@example.com", make_newsletter())
    delivery = make_delivery(reader, make_issue(subject="Morning news"))
    bounces.hard(reader, delivery=delivery, code="5.1.1", text="No such user here")
    return reader


def page_of(reader, room="change"):
    return f"/admin/newsletter/subscriber/{reader.pk}/{room}/"


def state_of(reader):
    reader.refresh_from_db()
    return reader.state


def test_the_page_of_a_reader_says_what_came_back_and_why(keeper, reader):
    page = keeper.get(page_of(reader)).content.decode()
    told = ("5.1.1", "No such user here", "for good", "Morning news", "its mail comes back")
    assert [words in page for words in told] == [True] * 5
    assert page_of(reader, "lift") in page


def test_an_address_is_written_to_again_after_a_question(keeper, reader):
    asked = keeper.get(page_of(reader, "lift")).content.decode()
    assert "No such user here" in asked
    assert state_of(reader) == State.BOUNCED
    assert keeper.post(page_of(reader, "lift"))["Location"] == page_of(reader)
    assert state_of(reader) == State.ACTIVE
    assert reader.bounces.counted().count() == 0
    assert LogEntry.objects.get().change_message == "Written to again"


def test_a_second_press_is_none(keeper, reader):
    keeper.post(page_of(reader, "lift"))
    assert keeper.post(page_of(reader, "lift"))["Location"] == page_of(reader)
    assert keeper.get(page_of(reader, "lift"))["Location"] == page_of(reader)
    assert LogEntry.objects.count() == 1


def test_the_form_alone_lifts_nothing(keeper, reader):
    formsets = {"subscriptions": 1, "bounces": 1}
    counts = {f"{name}-{kind}_FORMS": 0 for name in formsets for kind in ("TOTAL", "INITIAL")}
    keeper.post(page_of(reader), {"state": "active"} | counts)
    assert state_of(reader) == State.BOUNCED


def test_nobody_says_by_hand_that_mail_comes_back(keeper):
    reader = make_subscriber("narek@example.com")
    page = keeper.get(page_of(reader)).content.decode()
    assert [f'value="{state}"' in page for state in State.values] == [True, False, True]
    assert page_of(reader, "lift") not in page


def test_who_does_not_look_after_readers_lifts_nothing(client, reader):
    client.force_login(make_user("editor"))
    assert [client.get(page_of(reader, "lift")).status_code] == [403]
    assert client.post(page_of(reader, "lift")).status_code == 403
    assert state_of(reader) == State.BOUNCED


def test_the_page_costs_the_same_for_one_letter_that_came_back_and_for_three(keeper, reader):
    counts = []
    for more in (0, 2):
        for _ in range(more):
            bounces.soft(reader, delivery=make_delivery(reader))
        with CaptureQueriesContext(connection) as queries:
            keeper.get(page_of(reader))
        counts.append(len(queries))
    assert counts[0] == counts[1]
