"""Addresses whose owner never said yes."""

import pytest

from newsletter import signing_up
from newsletter.models import Subscriber
from newsroom.press import clock as minute_hand
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db


def kept():
    minute_hand.tick()
    return sorted(Subscriber.objects.values_list("email", flat=True))


def test_an_address_that_is_never_confirmed_is_forgotten_after_a_month(clock):
    morning = make_newsletter()
    make_subscriber("waits@example.com", pending=[morning])
    clock.shift(30 * 86400)
    assert kept() == ["waits@example.com"]
    clock.shift(1)
    assert kept() == []


def test_readers_former_readers_and_addresses_not_to_be_written_to_are_kept(clock):
    morning = make_newsletter()
    make_subscriber("gets@example.com", morning)
    make_subscriber("left@example.com", morning).subscriptions.all().leave()
    make_subscriber("never@example.com", pending=[morning], state="suppressed")
    clock.shift(365 * 86400)
    assert kept() == ["gets@example.com", "left@example.com", "never@example.com"]


def test_an_address_that_was_asked_for_again_waits_another_month(clock):
    morning = make_newsletter()
    make_subscriber("waits@example.com", pending=[morning])
    clock.shift(20 * 86400)
    signing_up.ask("waits@example.com", [morning], page="/", language="en")
    clock.shift(20 * 86400)
    assert kept() == ["waits@example.com"]
