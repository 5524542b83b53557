"""Issues on their way, for tests of the sender."""

import threading

from django.utils import timezone

from newsletter import sending
from newsletter.models import Subscriber, Subscription
from newsletter.sending.pace import Pace
from newsletter.sending.sender import Sender
from tests.make import make_article, make_issue, make_newsletter, make_subscriber


def started(*names, languages=(), **fields):
    """Start an issue of one story for these readers, the first of them in these languages."""
    newsletter = make_newsletter()
    for name in names:
        make_subscriber(f"{name}@example.com", newsletter)
    for name, language in zip(names, languages, strict=False):
        Subscriber.objects.filter(email=f"{name}@example.com").update(language=language)
    return _start(newsletter, **fields)


def started_for(count, **fields):
    """Start an issue, of one story unless told, for so many readers."""
    newsletter, now = make_newsletter(), timezone.now()
    addresses = [f"reader{number}@example.com" for number in range(count)]
    readers = Subscriber.objects.bulk_create(
        Subscriber(email=address, canonical=address) for address in addresses
    )
    Subscription.objects.bulk_create(
        Subscription(
            subscriber=reader,
            newsletter=newsletter,
            status=Subscription.Status.CONFIRMED,
            asked_at=now,
            confirmed_at=now,
        )
        for reader in readers
    )
    return _start(newsletter, **fields)


def _start(newsletter, *, stories=(), **fields):
    issue = make_issue(newsletter, *stories or [make_article()], **fields)
    sending.start(issue)
    return issue


def send():
    """Send what is due, in this thread."""
    Sender(threading.Event(), Pace(0)).run()


def states(issue):
    """Return where the letter to each reader stands, by the reader's name."""
    rows = issue.deliveries.values_list("subscriber__email", "status")
    return {email.partition("@")[0]: status for email, status in rows}
