"""Two requests in the same moment."""

import pytest
from django.core import mail

from newsletter import signing_up
from newsletter.models import Subscriber, Subscription
from newsroom.press.mail import deliver_due
from newsroom.press.models import Letter
from tests.make import make_newsletter, make_subscriber
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
