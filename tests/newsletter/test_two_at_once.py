"""Two requests in the same moment."""

import pytest
from django.core import mail
from django.db import connection

from newsletter import erasing, readdressing, signing_up
from newsletter.models import Delivery, Farewell, Subscriber, Subscription
from newsletter.models.delivery import DeliveryQuerySet
from newsroom.press.mail import deliver_due
from newsroom.press.models import Letter
from tests.make import make_issue, make_newsletter, make_subscriber
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def asking(email, newsletters):
    return lambda: signing_up.ask(email, newsletters, page="/about/", language="en")


def test_many_signups_of_one_mailbox_are_one_subscriber_and_one_letter():
    lists = [make_newsletter(), make_newsletter()]
    spellings = ["ani@gmail.com", "a.ni@gmail.com", "ani+x@gmail.com", "ANI@googlemail.com"] * 2
    at_once(*[asking(spelling, lists) for spelling in spellings])
    deliver_due()
    assert Subscriber.objects.count() == 1
    assert Subscription.objects.count() == 2
    assert len(mail.outbox) == 1


def test_a_known_reader_gets_one_letter_from_many_signups():
    morning = make_newsletter()
    make_subscriber("ani@example.com", morning)
    at_once(*[asking("ani@example.com", [morning])] * 6)
    assert [letter.template for letter in Letter.objects.all()] == ["newsletter_preferences"]


def test_a_double_click_on_the_button_confirms_once(client):
    morning = make_newsletter()
    asking("ani@example.com", [morning])()
    token = Letter.objects.get().context["link"].split("/")[5]
    at_once(*[lambda: signing_up.confirm(token)] * 4)
    assert Subscription.objects.get().status == Subscription.Status.CONFIRMED
    assert Letter.objects.filter(template="newsletter_welcome").count() == 1


def test_spellings_that_differ_by_dots_set_off_one_letter_wherever_the_mailbox_is():
    lists = [make_newsletter()]
    spellings = ("ani@mail.example", "a.ni@mail.example", "an.i+x@mail.example")
    at_once(*[asking(spelling, lists) for spelling in spellings * 2])
    assert Letter.objects.count() == 1
    assert Subscriber.objects.count() == 3


def moving(reader, email):
    readdressing.ask(reader, email)
    token = Letter.objects.get(template="newsletter_new_address", to=email).context["link"]
    return lambda: readdressing.confirm(token.split("/")[5])


def test_two_readers_who_move_to_each_other_s_mailbox_at_once_stay_whole():
    morning, evening = make_newsletter(), make_newsletter()
    ani, bo = make_subscriber("ani@a.example", morning), make_subscriber("bo@b.example", evening)
    at_once(moving(ani, "bo@b.example"), moving(bo, "ani@a.example"))
    (left,) = Subscriber.objects.all()
    assert left.subscriptions.confirmed().count() == 2
    assert left.canonical in ("ani@a.example", "bo@b.example")


def test_no_letter_sets_off_while_two_readers_become_one(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets nobody else write meanwhile")
    morning, free, behind = make_newsletter(), [], DeliveryQuerySet.behind
    ani, bo = (make_subscriber(f"{name}@a.example", morning) for name in ("ani", "bo"))
    issue = make_issue(morning)
    for reader in (ani, bo):
        issue.deliveries.create(subscriber=reader, language="en")
    move = moving(ani, "bo@a.example")

    def behind_while_others_look(self, others):
        free.extend(unlocked())
        return behind(self, others)

    monkeypatch.setattr(DeliveryQuerySet, "behind", behind_while_others_look)
    assert len(unlocked()) == 2
    move()
    assert free == []
    assert set(Delivery.objects.values_list("subscriber", "status")) == {
        (ani.pk, "queued"),
        (None, "dropped"),
    }


def unlocked():
    """Return the letters that another session could take in hand."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT id FROM newsletter_delivery FOR UPDATE SKIP LOCKED")
        found = cursor.fetchall()
    other.close()
    return found


def test_a_double_click_moves_a_reader_once():
    deed = moving(make_subscriber("ani@a.example", make_newsletter()), "ani@b.example")
    at_once(*[deed] * 4)
    assert Letter.objects.filter(template="newsletter_moved").count() == 1
    assert Subscriber.objects.get().email == "ani@b.example"


def test_erasing_twice_at_once_is_erasing():
    reader = make_subscriber("ani@example.com", make_newsletter())
    at_once(*[lambda: erasing.erase(reader)] * 3)
    assert (Subscriber.objects.count(), Farewell.objects.count()) == (0, 1)
