"""The links that our letters carry: each opens one thing, for a time."""

from datetime import timedelta

from django.urls import reverse

from newsletter.models import Newsletter, Subscriber
from newsroom.press import tokens
from newsroom.press.links import absolute

CONFIRM = "newsletter.confirm"
PREFERENCES = "newsletter.preferences"
UNSUBSCRIBE = "newsletter.unsubscribe"
AGES = {CONFIRM: timedelta(days=7), PREFERENCES: timedelta(days=90), UNSUBSCRIBE: None}


def confirm(subscriber: Subscriber, newsletters: list[Newsletter]) -> str:
    """Return the address at which a mailbox confirms these lists and no others, for a week."""
    return _address("subscription_confirm", CONFIRM, subscriber, [n.pk for n in newsletters])


def preferences(subscriber: Subscriber) -> str:
    """Return the address at which a reader chooses among the lists, for three months."""
    return _address("preferences", PREFERENCES, subscriber, None)


def unsubscribe(subscriber: Subscriber, newsletter: Newsletter | None = None) -> str:
    """Return the address at which a reader leaves one list, or all of them; it works for ever."""
    return _address("unsubscribe", UNSUBSCRIBE, subscriber, newsletter and newsletter.pk)


def read(purpose: str, token: str):
    """Return whose link this is and what it is about; raises `tokens.Bad` or `tokens.Expired`."""
    return tokens.read(purpose, token, max_age=AGES[purpose])


def read_at_any_age(purpose: str, token: str):
    """Return whose link this is and what it is about, however old; raises `tokens.Bad`."""
    return tokens.read(purpose, token, max_age=None)


def holder(purpose: str, token: str) -> Subscriber | None:
    """Return whose link this is, None for one who has been erased; raises `tokens.Bad`."""
    subscriber_id, _ = read_at_any_age(purpose, token)
    return Subscriber.objects.filter(pk=subscriber_id).first()


def _address(name, purpose, subscriber, about):
    return absolute(reverse(name, args=[tokens.sign(purpose, [subscriber.pk, about])]))
