"""Readers who said yes elsewhere are put on a list, all of a file or none."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from newsletter.models import Cadence, Newsletter, Subscriber, Subscription
from newsletter.rosters.judging import TAKEN, Fate, judge
from newsletter.rosters.reading import Line
from newsroom.models import Language

LONGEST_PAGE = 300


@transaction.atomic
def take(lines: Iterable[Line], newsletter: Newsletter, consent: str) -> Counter[Fate]:
    """Put on the list whom the judgement takes and return how many lines met which fate; nobody is mailed.

    `consent` is kept as the proof of whoever's line has none of its own. Raises `reading.Unreadable`, and then
    nothing is stored.
    """
    counts: Counter[Fate] = Counter()
    for judged in judge(lines, newsletter):
        counts.update(each.fate for each in judged)
        taken = {each.mailbox: each.line for each in judged if each.fate in TAKEN}
        _store(taken, newsletter, consent)
    return counts


def _store(lines, newsletter, consent):
    new = [_subscriber(mailbox, line, newsletter) for mailbox, line in lines.items()]
    Subscriber.objects.bulk_create(new, ignore_conflicts=True)  # somebody may sign up meanwhile
    readers = Subscriber.objects.select_for_update().filter(canonical__in=lines).order_by("pk")
    active = {each.pk: each for each in readers if each.can_be_written_to}
    rows = Subscription.objects.filter(newsletter=newsletter, subscriber__in=active)
    known = {row.subscriber_id: row for row in rows}
    proofs = [
        _proof(
            known.get(pk) or Subscription(subscriber=each, newsletter=newsletter),
            lines[each.canonical],
            consent,
        )
        for pk, each in active.items()
        if pk not in known or known[pk].status == Subscription.Status.PENDING
    ]
    written, waiting = [row for row in proofs if row.pk is None], [row for row in proofs if row.pk]
    Subscription.objects.bulk_create(written)
    Subscription.objects.bulk_update(
        waiting, ["status", "cadence", "wording", "page", "asked_at", "confirmed_at", "left_at"]
    )


def _subscriber(mailbox, line, newsletter):
    language = line.said["language"].lower()
    if language not in Language.values:
        language = newsletter.language
    return Subscriber(email=line.email, canonical=mailbox, language=language)


def _proof(row, line, consent):
    """Write into a row what the file says of the consent, and what was said of the file where it is silent."""
    now = timezone.now()
    asked, confirmed = line.times.get("asked"), line.times.get("confirmed")
    row.status, row.left_at = Subscription.Status.CONFIRMED, None
    cadence = line.said["cadence"]
    row.cadence = cadence if cadence in Cadence.values else Cadence.DAILY
    row.wording, row.page = line.said["wording"] or consent, line.said["page"][:LONGEST_PAGE]
    row.asked_at = asked or confirmed or now
    row.confirmed_at = confirmed or asked or now
    return row
