"""What a reader chooses on the page that only a mailed link opens."""

from django.db import transaction
from django.db.models import Count, Q

from newsletter import links, wording
from newsletter.models import Cadence, DigestRule, Newsletter, Subscriber, Subscription

PAUSES = (1, 2, 4)  # weeks
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


def in_two_rhythms(newsletters) -> list[int]:
    """Return the numbers of those of these lists that make a digest for each rhythm, so that there is a choice."""
    rules = DigestRule.objects.on().filter(newsletter__in=newsletters).order_by()
    counted = rules.values("newsletter").annotate(rhythms=Count("cadence"))
    return list(counted.filter(rhythms=len(Cadence)).values_list("newsletter", flat=True))


def rhythms(subscriber: Subscriber) -> dict[int, str]:
    """Return by number of a list in which rhythm a reader wants it."""
    return dict(subscriber.subscriptions.values_list("newsletter", "cadence"))


@transaction.atomic
def choose(subscriber: Subscriber, newsletters: list[Newsletter], wanted: dict[int, str]) -> None:
    """Turn these lists on, in the wanted rhythm where there is one, and every other one off.

    The link proved the mailbox, so nothing waits.
    """
    Subscriber.objects.hold(subscriber.pk)
    subscriber.subscriptions.confirmed().exclude(newsletter__in=newsletters).leave()
    already = on(subscriber)
    for newsletter in newsletters:
        if newsletter.pk not in already:
            _turn_on(subscriber, newsletter)
    for number, cadence in wanted.items():
        subscriber.subscriptions.filter(newsletter=number).update(cadence=cadence)


@transaction.atomic
def pause(subscriber: Subscriber, weeks: int) -> None:
    """Send no issue for so many weeks from now."""
    Subscriber.objects.hold(subscriber.pk)
    subscriber.pause(weeks)


@transaction.atomic
def resume(subscriber: Subscriber) -> None:
    """End a pause at once."""
    Subscriber.objects.hold(subscriber.pk)
    subscriber.resume()


def _turn_on(subscriber, newsletter):
    row = Subscription.objects.filter(subscriber=subscriber, newsletter=newsletter).first()
    row = row or Subscription(subscriber=subscriber, newsletter=newsletter)
    row.ask(wording.of_preferences(newsletter), PAGE)
    row.confirm()
