"""A reader who wants to hear nothing for a while."""

from datetime import UTC, datetime

import pytest

from newsletter import links
from newsletter.models import Subscriber, Subscription
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(clock):
    return make_subscriber("ani@example.com", make_newsletter(name="Morning"))


@pytest.fixture
def address(reader):
    return links.preferences(reader).removeprefix("http://testserver")


def receiving():
    return Subscription.objects.receiving().count()


@pytest.mark.parametrize(("weeks", "day"), [("1", 8), ("2", 15), ("4", 29)])
def test_a_pause_lasts_as_long_as_was_chosen_and_ends_by_itself(client, clock, address, weeks, day):
    answer = client.post(f"{address}pause/", {"weeks": weeks})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{address}?done=paused")
    assert Subscriber.objects.get().paused_until == datetime(2026, 3, day, 10, tzinfo=UTC)
    assert receiving() == 0
    clock.move_to(f"2026-03-{day:02} 10:00Z", tick=False)
    assert receiving() == 1


def test_the_page_says_until_when_and_goes_on_at_once(client, address):
    client.post(f"{address}pause/", {"weeks": "2"})
    page = client.get(f"{address}?done=paused").content.decode()
    assert "We pause." in page
    assert "March 15, 2026" in page
    assert f'action="{address}pause/"' not in page
    assert client.post(f"{address}resume/").status_code == 303
    assert receiving() == 1
    assert f'action="{address}pause/"' in client.get(address).content.decode()


def test_a_pause_changes_nothing_that_was_chosen(client, reader, address):
    before = reader.subscriptions.values().get()
    client.post(f"{address}pause/", {"weeks": "4"})
    assert reader.subscriptions.values().get() == before


@pytest.mark.parametrize("weeks", ["", "3", "-1", "999999", "x", "9" * 40])
def test_a_length_that_is_not_offered_is_no_pause(client, address, weeks):
    assert client.post(f"{address}pause/", {"weeks": weeks}).headers["Location"] == address
    assert receiving() == 1


def test_reading_the_addresses_changes_nothing(client, address):
    for verb in ("pause", "resume"):
        for read in (client.get, client.head):
            assert read(f"{address}{verb}/").status_code == 405
    assert receiving() == 1
