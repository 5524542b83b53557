"""The page on which a reader chooses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsletter import links
from newsletter.models import Subscriber, Subscription
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists():
    return [make_newsletter(name=name) for name in ("Morning", "Evening", "Weekend")]


@pytest.fixture
def reader(lists):
    return make_subscriber("reader@example.com", lists[0], pending=[lists[1]])


@pytest.fixture
def address(reader):
    return links.preferences(reader).removeprefix("http://testserver")


def statuses(reader):
    return dict(reader.subscriptions.values_list("newsletter__name", "status"))


def test_the_page_shows_what_is_on_and_off_and_no_address(client, address, lists):
    page = client.get(address)
    offers = page.context["form"].offers
    ticked = {newsletter.name: box.data["selected"] for box, newsletter, _rhythm in offers}
    assert ticked == {"Morning": True, "Evening": False, "Weekend": False}
    assert "reader@example.com" not in page.content.decode()


def test_choosing_turns_lists_on_and_off(client, address, reader, lists):
    response = client.post(address, {"newsletters": [lists[1].pk, lists[2].pk]})
    assert (response.status_code, response.headers["Location"]) == (303, f"{address}?done=saved")
    assert statuses(reader) == {"Morning": "left", "Evening": "confirmed", "Weekend": "confirmed"}
    assert "Your choices are saved." in client.get(f"{address}?done=saved").content.decode()


def test_a_list_that_is_turned_on_here_has_its_own_proof(client, address, reader, lists):
    client.post(address, {"newsletters": [lists[2].pk]})
    row = reader.subscriptions.get(newsletter=lists[2])
    assert row.page == "/newsletter/preferences/"
    assert row.wording.startswith("Your newsletters\nWeekend · ")
    assert row.confirmed_at is not None


def test_a_list_that_stays_on_keeps_its_proof(client, address, reader, lists):
    row = reader.subscriptions.filter(newsletter=lists[0])
    before = row.values().get()
    client.post(address, {"newsletters": [lists[0].pk, lists[2].pk]})
    assert row.values().get() == before


def test_choosing_nothing_is_a_choice(client, address, reader):
    assert client.post(address, {}).status_code == 303
    assert statuses(reader) == {"Morning": "left", "Evening": "pending"}


def test_one_button_leaves_everything_also_what_waits(client, address, reader, lists):
    client.post(address, {"leave_all": "1", "newsletters": [lists[0].pk]})
    assert statuses(reader) == {"Morning": "left", "Evening": "left"}


def test_a_list_that_is_offered_no_more_can_be_left_but_not_joined(client, address, reader, lists):
    hidden = make_newsletter(name="Staff", is_public=False)
    assert client.post(address, {"newsletters": [hidden.pk]}).status_code == 422
    lists[0].is_public = False
    lists[0].save()
    assert lists[0].name in client.get(address).content.decode()
    client.post(address, {"newsletters": []})
    assert lists[0].name not in client.get(address).content.decode()


@pytest.mark.parametrize("number", ["999999", "x", "9" * 40])
def test_an_unknown_list_is_refused_and_changes_nothing(client, address, reader, number):
    response = client.post(address, {"newsletters": [number]})
    assert response.status_code == 422
    assert "<title>Error: " in response.content.decode()
    assert statuses(reader) == {"Morning": "confirmed", "Evening": "pending"}


def test_an_expired_link_offers_a_new_one(clock, client, address, post):
    clock.shift(91 * 86400)
    page = client.get(address)
    assert page.status_code == 410
    assert f'action="{address}renew/"' in page.content.decode()
    assert client.post(f"{address}renew/").status_code == 200
    client.post(f"{address}renew/")
    (letter,) = post.fetch()
    assert letter.to == ["reader@example.com"]
    assert client.get(post.link("preferences")).status_code == 200


def test_the_page_of_an_erased_reader_is_gone(client, address, post):
    Subscriber.objects.all().delete()
    assert client.get(address).status_code == 404
    assert client.post(f"{address}renew/").status_code == 200
    assert post.fetch() == []


def test_the_page_speaks_the_reader_s_language(client, reader, address):
    Subscriber.objects.update(language="hy")
    assert '<html lang="hy"' in client.get(address).content.decode()


def test_the_page_is_private(client, address):
    response = client.get(address)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.cookies == {}


def test_the_page_costs_the_same_with_three_lists_and_with_one(client, address, lists):
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    Subscription.objects.filter(newsletter=lists[1]).delete()
    for newsletter in lists[1:]:
        newsletter.delete()
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    assert len(three) == len(one)
