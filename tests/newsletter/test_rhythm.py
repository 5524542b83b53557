"""Daily or weekly, where a list makes a digest for both."""

import pytest

from newsletter import links
from newsletter.models import DigestRule
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    newsletter = make_newsletter(name="Morning")
    for cadence in ("daily", "weekly"):
        DigestRule.objects.create(newsletter=newsletter, cadence=cadence, at="07:00")
    return newsletter


@pytest.fixture
def reader(both):
    return make_subscriber("ani@example.com", both)


@pytest.fixture
def address(reader):
    return links.preferences(reader).removeprefix("http://testserver")


def offered(client, address):
    offers = client.get(address).context["form"].offers
    return {newsletter.name: bool(rhythm) for _box, newsletter, rhythm in offers}


def test_the_choice_stands_where_there_is_one(client, address, both):
    daily = make_newsletter(name="Evening")
    DigestRule.objects.create(newsletter=daily, cadence="daily", at="18:00")
    make_newsletter(name="By hand")
    assert offered(client, address) == {"Morning": True, "Evening": False, "By hand": False}
    page = client.get(address).content.decode()
    assert '<legend class="vh">How often: <span>Morning</span></legend>' in page
    assert page.count('<input type="radio"') == 2


def test_a_rule_that_is_off_offers_no_rhythm(client, address):
    DigestRule.objects.filter(cadence="weekly").update(is_on=False)
    assert offered(client, address) == {"Morning": False}


def test_a_reader_changes_to_weekly_and_keeps_the_proof(client, address, reader, both):
    before = reader.subscriptions.values().get()
    data = {"newsletters": both.pk, f"rhythm-{both.pk}": "weekly"}
    assert client.post(address, data).status_code == 303
    assert reader.subscriptions.values().get() == before | {"cadence": "weekly"}
    form = client.get(address).context["form"]
    assert form.offers[0].rhythm.value() == "weekly"


def test_a_list_that_is_turned_on_comes_in_the_rhythm_that_was_chosen(client, both):
    reader = make_subscriber("bo@example.com")
    address = links.preferences(reader).removeprefix("http://testserver")
    client.post(address, {"newsletters": both.pk, f"rhythm-{both.pk}": "weekly"})
    row = reader.subscriptions.get()
    assert (row.status, row.cadence) == ("confirmed", "weekly")


def test_a_form_that_says_nothing_of_it_leaves_the_rhythm(client, address, reader, both):
    reader.subscriptions.update(cadence="weekly")
    client.post(address, {"newsletters": both.pk})
    assert reader.subscriptions.get().cadence == "weekly"


def test_a_rhythm_that_is_none_is_refused(client, address, reader, both):
    data = {"newsletters": both.pk, f"rhythm-{both.pk}": "hourly"}
    assert client.post(address, data).status_code == 422
    assert reader.subscriptions.get().cadence == "daily"


def test_a_list_without_the_choice_takes_none(client, address, reader):
    plain = make_newsletter(name="By hand")
    data = {"newsletters": plain.pk, f"rhythm-{plain.pk}": "weekly"}
    client.post(address, data)
    assert reader.subscriptions.get(newsletter=plain).cadence == "daily"
