"""Readers whose letters come back, and those who call them spam."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter import bounces
from newsletter.models import Bounce, Delivery, Subscriber, Subscription
from tests.make import make_delivery, make_issue, make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db

State = Subscriber.State


@pytest.fixture
def reader():
    return make_subscriber("ani@example.com", make_newsletter(), pending=[make_newsletter()])


def state_of(reader):
    reader.refresh_from_db()
    return reader.state, reader.soft_bounces


def send(reader, count):
    return [make_delivery(reader) for _ in range(count)]


def return_softly(*deliveries):
    for delivery in deliveries:
        bounces.soft(delivery.subscriber, delivery=delivery, code="4.2.2", text="Mailbox full")


def test_a_mailbox_that_is_not_there_is_suppressed_at_once(reader):
    delivery = make_delivery(reader)
    bounces.hard(reader, delivery=delivery, code="5.1.1", text="No such\r\n user\0 here")
    assert state_of(reader) == (State.BOUNCED, 0)
    delivery.refresh_from_db()
    assert delivery.status == Delivery.Status.BOUNCED
    kept = reader.bounces.values_list("kind", "code", "text", "delivery").get()
    assert kept == ("hard", "5.1.1", "No such user here", delivery.pk)
    assert not Subscription.objects.receiving().exists()


def test_four_in_a_row_are_borne_and_the_fifth_is_not(reader):
    *four, fifth = send(reader, 5)
    return_softly(*four)
    assert state_of(reader) == (State.ACTIVE, 4)
    return_softly(fifth)
    assert state_of(reader) == (State.BOUNCED, 5)


def test_the_same_report_twice_counts_once(reader):
    deliveries = send(reader, 4)
    return_softly(*deliveries, *deliveries, *deliveries)
    assert state_of(reader) == (State.ACTIVE, 4)
    assert Bounce.objects.count() == 4


def test_an_issue_that_did_not_come_back_begins_the_row_anew(reader):
    first, second, third, _arrived, fifth, sixth = send(reader, 6)
    return_softly(first, second, third, fifth)
    assert state_of(reader) == (State.ACTIVE, 1)
    return_softly(sixth)
    assert state_of(reader) == (State.ACTIVE, 2)


def test_a_report_that_comes_late_finds_its_place_in_the_row(reader):
    first, second, third, fourth, fifth = send(reader, 5)
    return_softly(first, second, fourth, fifth)
    assert state_of(reader) == (State.ACTIVE, 2)
    return_softly(third)
    assert state_of(reader) == (State.BOUNCED, 5)


def test_an_issue_that_never_left_breaks_no_row(reader):
    deliveries = []
    for _ in range(5):
        deliveries += send(reader, 1)
        make_delivery(reader, status=Delivery.Status.CANCELLED, sent_at=None)
    return_softly(*deliveries)
    assert state_of(reader) == (State.BOUNCED, 5)


def test_issues_that_came_back_from_other_readers_do_not_count(reader):
    others = [make_subscriber(f"reader{number}@example.com") for number in range(5)]
    issue = make_issue()
    return_softly(*(make_delivery(other, issue) for other in (*others, reader)))
    assert state_of(reader) == (State.ACTIVE, 1)


def test_a_provider_that_saw_an_issue_arrive_clears_the_row(reader):
    first, second = send(reader, 2)
    return_softly(first)
    bounces.delivered(reader, delivery=second)
    assert state_of(reader) == (State.ACTIVE, 0)


def test_an_older_issue_that_arrived_clears_nothing(reader):
    first, second = send(reader, 2)
    return_softly(second)
    bounces.delivered(reader, delivery=first)
    assert state_of(reader) == (State.ACTIVE, 1)


def test_who_calls_it_spam_leaves_every_list_and_may_sign_up_anew(reader):
    bounces.complaint(reader, delivery=make_delivery(reader))
    assert {row.status for row in reader.subscriptions.all()} == {Subscription.Status.LEFT}
    assert state_of(reader) == (State.ACTIVE, 0)


def test_a_complaint_that_is_told_twice_does_not_undo_what_the_reader_did_since(reader):
    delivery = make_delivery(reader)
    bounces.complaint(reader, delivery=delivery)
    reader.subscriptions.first().confirm()
    bounces.complaint(reader, delivery=delivery)
    assert reader.subscriptions.confirmed().count() == 1


def test_a_delivery_that_has_not_left_stays_as_it_is(reader):
    delivery = make_delivery(reader, status=Delivery.Status.DROPPED, sent_at=None)
    bounces.hard(reader, delivery=delivery)
    delivery.refresh_from_db()
    assert delivery.status == Delivery.Status.DROPPED


@pytest.mark.parametrize(("code", "kind"), [("5.1.1", "hard"), ("5.7.1", "soft")])
def test_a_refusal_is_taken_for_what_its_code_says(reader, code, kind):
    bounces.came_back(reader, code=code, text="Refused", delivery=make_delivery(reader))
    assert reader.bounces.get().kind == kind


def test_who_must_not_be_written_to_stays_so(reader):
    reader.state = State.SUPPRESSED
    reader.save()
    bounces.hard(reader, event="1")
    assert state_of(reader) == (State.SUPPRESSED, 0)


def test_a_lifted_suppression_begins_from_nothing(reader):
    deliveries = send(reader, 5)
    return_softly(*deliveries)
    bounces.lift(reader)
    assert state_of(reader) == (State.ACTIVE, 0)
    return_softly(*deliveries, *send(reader, 1))
    assert state_of(reader) == (State.ACTIVE, 1)
    assert reader.bounces.exclude(lifted_at=None).count() == 5


def test_a_reader_who_was_erased_is_nobody(reader):
    make_delivery(reader)
    reader.delete()
    delivery = Delivery.objects.get()
    assert bounces.find(delivery.pk) is None
    bounces.hard(Subscriber(pk=4711), event="1")
    assert Bounce.objects.count() == 0


def test_what_comes_back_after_two_months_was_dug_out():
    long_ago = timezone.now() - timedelta(days=61)
    old, new = make_delivery(handed_over_at=long_ago), make_delivery()
    found = [bounces.find(number) for number in (old.pk, new.pk, None, 4711)]
    assert found == [None, new, None, None]
