"""Newsletters and subscribers in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsletter.models import Newsletter, Subscriber
from newsroom.press.models import Edition
from tests.make import make_newsletter, make_subscriber, make_user

pytestmark = pytest.mark.django_db
LISTS, READERS = "/admin/newsletter/newsletter/", "/admin/newsletter/subscriber/"
CODENAMES = ["change_newsletter", "delete_newsletter", "change_subscriber", "delete_subscriber"]


@pytest.fixture
def keeper(client):
    """Someone who looks after the newsletters."""
    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=CODENAMES))
    client.force_login(user)
    return client


def addresses_in(response):
    return [subscriber.email for subscriber in response.context["cl"].result_list]


def test_a_new_list_is_offered_to_readers_in_a_new_edition(keeper):
    before = getattr(Edition.objects.first(), "number", 0)
    data = {
        "name": "Weekend",
        "slug": "weekend",
        "language": "en",
        "position": 0,
        "is_public": "on",
    }
    assert keeper.post(f"{LISTS}add/", data).status_code == 302
    assert [newsletter.name for newsletter in Newsletter.objects.public()] == ["Weekend"]
    assert Edition.objects.get().number == before + 1


def test_lists_are_counted_by_their_confirmed_and_waiting_readers(keeper):
    morning = make_newsletter()
    make_subscriber("a@example.com", morning)
    make_subscriber("b@example.com", morning)
    make_subscriber("c@example.com", pending=[morning])
    (row,) = keeper.get(LISTS).context["cl"].result_list
    assert (row.confirmed_count, row.waiting_count) == (2, 1)


def test_a_list_that_somebody_asked_for_is_not_deleted(keeper):
    morning = make_newsletter()
    make_subscriber("a@example.com", morning)
    keeper.post(f"{LISTS}{morning.pk}/delete/", {"post": "yes"})
    assert Newsletter.objects.count() == 1


def test_a_list_that_nobody_asked_for_is_deleted(keeper):
    morning, _evening = make_newsletter(), make_newsletter()
    keeper.post(f"{LISTS}{morning.pk}/delete/", {"post": "yes"})
    keeper.post(LISTS, {"action": "delete_selected", "_selected_action": [_evening.pk], "post": 1})
    assert Newsletter.objects.count() == 0


@pytest.mark.parametrize("words", ["Ani", "ani@gmail.com", "A.n.i+x@googlemail.com"])
def test_a_reader_is_found_by_any_spelling_of_the_address(keeper, words):
    make_subscriber("Ani@gmail.com")
    make_subscriber("other@example.com")
    assert addresses_in(keeper.get(READERS, {"q": words})) == ["Ani@gmail.com"]


def test_readers_are_filtered_by_state_by_status_and_by_list(keeper):
    morning, evening = make_newsletter(), make_newsletter()
    make_subscriber("both@example.com", morning, evening)
    make_subscriber("waits@example.com", pending=[morning])
    make_subscriber("never@example.com", evening, state=Subscriber.State.SUPPRESSED)
    chosen = [
        addresses_in(keeper.get(READERS, query))
        for query in (
            {"state__exact": "suppressed"},
            {"subscriptions__status__exact": "pending"},
            {"gets": morning.pk},
        )
    ]
    assert chosen == [["never@example.com"], ["waits@example.com"], ["both@example.com"]]


def test_the_list_of_readers_costs_the_same_for_one_and_for_three(keeper):
    morning, evening = make_newsletter(), make_newsletter()
    make_subscriber("a@example.com", morning)
    counts = []
    for more in ([], ["b@example.com", "c@example.com"]):
        for email in more:
            make_subscriber(email, morning, evening)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            keeper.get(READERS)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_proof_of_consent_is_read_and_never_changed(keeper):
    reader = make_subscriber("a@example.com", make_newsletter(name="Morning"))
    page = keeper.get(f"{READERS}{reader.pk}/change/").content.decode()
    assert "Sign Up for Our Newsletters" in page
    assert "/about/" in page
    row = reader.subscriptions.get()
    keeper.post(
        f"{READERS}{reader.pk}/change/",
        {
            "state": "suppressed",
            "email": "changed@example.com",
            "subscriptions-TOTAL_FORMS": 1,
            "subscriptions-INITIAL_FORMS": 1,
            "subscriptions-0-id": row.pk,
            "subscriptions-0-wording": "changed",
            "bounces-TOTAL_FORMS": 0,
            "bounces-INITIAL_FORMS": 0,
        },
    )
    reader.refresh_from_db()
    row.refresh_from_db()
    assert reader.state == Subscriber.State.SUPPRESSED
    assert (reader.email, row.wording) == ("a@example.com", "Sign Up for Our Newsletters")


def test_nobody_signs_a_reader_up_in_the_admin(keeper):
    assert keeper.get(f"{READERS}add/").status_code == 403


def test_an_erased_reader_stands_in_no_log(keeper):
    reader = make_subscriber("a@example.com", make_newsletter())
    keeper.post(f"{READERS}{reader.pk}/delete/", {"post": "yes"})
    assert Subscriber.objects.count() == 0
    assert [entry.object_repr for entry in LogEntry.objects.all()] == [f"subscriber {reader.pk}"]


@pytest.mark.parametrize("address", [LISTS, f"{LISTS}add/", READERS])
def test_someone_without_the_permission_is_refused(client, address):
    client.force_login(make_user())
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(("codenames", "left"), [([], 1), (["delete_newsletter"], 0)])
def test_a_list_is_deleted_by_those_who_may_delete_lists(client, codenames, left):
    make_newsletter()
    user = make_user()
    may = Permission.objects.filter(codename__in=["change_newsletter", *codenames])
    user.user_permissions.set(may)
    client.force_login(user)
    client.post(f"{LISTS}{Newsletter.objects.get().pk}/delete/", {"post": "yes"})
    assert Newsletter.objects.count() == left


@pytest.mark.parametrize(("is_public", "leads"), [(True, True), (False, False)])
def test_a_list_leads_to_its_page_where_readers_have_one(keeper, is_public, leads):
    morning = make_newsletter(is_public=is_public)
    page = keeper.get(f"{LISTS}{morning.pk}/change/").text
    assert (f'href="{morning.get_absolute_url()}"' in page) == leads
