"""Leaving a list, by one click in a mail client or on our page, and coming back at once."""

from django.db import transaction

from newsletter import links
from newsletter.models import Subscriber, Subscription


def reach(token: str):
    """Return the subscriptions that a mailed unsubscribe link is about; raises `tokens.Bad`."""
    subscriber_id, newsletter_id = links.read(links.UNSUBSCRIBE, token)
    rows = Subscription.objects.filter(subscriber_id=subscriber_id)
    return rows.filter(newsletter_id=newsletter_id) if newsletter_id else rows


@transaction.atomic
def leave(token: str) -> None:
    """Leave what the link is about; again is no error, nor is a reader who has been erased."""
    rows = reach(token)
    _hold(rows)
    rows.leave()


@transaction.atomic
def leave_all(subscriber: Subscriber) -> None:
    """Leave every list, those that wait for a confirmation too."""
    Subscriber.objects.hold(subscriber.pk)
    subscriber.subscriptions.all().leave()


@transaction.atomic
def resubscribe(token: str) -> None:
    """Undo the last leaving through this link, within a day of it; raises `tokens.Bad`."""
    rows = reach(token)
    _hold(rows)
    for subscription in rows.left_last():
        subscription.undo()


def _hold(rows):
    """Changes of one reader's lists wait for one another at the reader's row."""
    list(Subscriber.objects.select_for_update().filter(pk__in=rows.values("subscriber")))
