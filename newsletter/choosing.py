"""What a reader chooses on the page that only a mailed link opens."""

from django.db import transaction
from django.db.models import Q

from newsletter import links, wording
from newsletter.models import Newsletter, Subscriber, Subscription

PAGE = "/newsletter/preferences/"  # without its token: the proof must open nothing


def reader(token: str) -> Subscriber | None:
    """Return whose preferences a link opens, None for one erased; raises `Bad` or `Expired`."""
    subscriber_id, _ = links.read(links.PREFERENCES, token)
    return Subscriber.objects.filter(pk=subscriber_id).first()


def offered(subscriber: Subscriber):
    """Return the lists that a reader may turn on or off: the public ones and those already on."""
    return Newsletter.objects.filter(
        Q(pk__in=Newsletter.objects.public()) | Q(pk__in=on(subscriber))
    )


def on(subscriber: Subscriber) -> list[int]:
    """Return the numbers of the lists that a reader gets."""
    return list(subscriber.subscriptions.confirmed().values_list("newsletter", flat=True))


@transaction.atomic
def choose(subscriber: Subscriber, newsletters: list[Newsletter]) -> None:
    """Turn these lists on and every other one off; the link proved the mailbox, so nothing waits."""
    Subscriber.objects.hold(subscriber.pk)
    subscriber.subscriptions.confirmed().exclude(newsletter__in=newsletters).leave()
    already = on(subscriber)
    for newsletter in newsletters:
        if newsletter.pk not in already:
            _turn_on(subscriber, newsletter)


def _turn_on(subscriber, newsletter):
    row = Subscription.objects.filter(subscriber=subscriber, newsletter=newsletter).first()
    row = row or Subscription(subscriber=subscriber, newsletter=newsletter)
    row.ask(wording.of_preferences(newsletter), PAGE)
    row.confirm()
