"""What becomes of a reader whose letters come back, or who calls them spam.

For good: the mailbox is not written to any more. For now: not any more after five issues in a row. A row is broken by
an issue that was sent and did not come back. Nobody tells a sender that a letter arrived, so silence is taken for it:
each time one comes back the row is counted in the ledger, from the last that did backwards, and a report that is late
finds its place there. A complaint: the reader leaves every list, and is written to again when they sign up anew.
"""

from datetime import timedelta
from itertools import takewhile

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from newsletter import bouncecodes, leaving
from newsletter.models import Bounce, Delivery, Subscriber

MOST_IN_A_ROW = 5
BELIEVED_FOR = timedelta(days=60)  # mail servers give up after days; what comes later was dug out

Kind = Bounce.Kind
CAME_BACK = {Kind.HARD, Kind.SOFT}


def find(delivery_pk: int | None) -> Delivery | None:
    """Return the delivery that a report is about, while it may still come back and its reader is known."""
    lately = timezone.now() - BELIEVED_FOR
    known = Delivery.objects.filter(pk=delivery_pk or 0, subscriber__isnull=False)
    known = known.exclude(handed_over_at__lt=F("subscriber__moved_at"))  # to the mailbox of before
    return known.exclude(handed_over_at__lt=lately).select_related("subscriber").first()


def came_back(subscriber: Subscriber, *, code="", text="", **about) -> None:
    """Take a letter that a mail server refused or sent back for what its code and its words say."""
    verb = hard if bouncecodes.is_for_good(code, text) else soft
    verb(subscriber, code=code, text=text, **about)


@transaction.atomic
def hard(subscriber: Subscriber, **report) -> None:
    """Write no more to a mailbox that is not there; `report` is what `_note` takes."""
    reader = Subscriber.objects.hold(subscriber.pk)
    if reader and _note(reader, Kind.HARD, **report):
        reader.stop_writing()


@transaction.atomic
def soft(subscriber: Subscriber, **report) -> None:
    """Count a letter that did not get through this time; the fifth issue in a row is the last."""
    reader = Subscriber.objects.hold(subscriber.pk)
    if not reader or not _note(reader, Kind.SOFT, **report):
        return
    reader.came_back_in_a_row(_in_a_row(reader))
    if reader.soft_bounces >= MOST_IN_A_ROW:
        reader.stop_writing()


def complaint(subscriber: Subscriber, **report) -> None:
    """Take a reader who calls our mail spam off every list."""
    _leave_all(subscriber, Kind.COMPLAINT, report)


def goodbye(subscriber: Subscriber, **report) -> None:
    """Take a reader off every list who said so to the mail provider and not to us."""
    _leave_all(subscriber, Kind.GOODBYE, report)


@transaction.atomic
def delivered(subscriber: Subscriber, *, delivery: Delivery) -> None:
    """Begin the row anew where a provider says that a letter arrived, unless a later one came back."""
    reader = Subscriber.objects.hold(subscriber.pk)
    if reader and not reader.bounces.counted().filter(delivery__gte=delivery).exists():
        reader.came_back_in_a_row(0)


@transaction.atomic
def lift(subscriber: Subscriber) -> bool:
    """Let a mailbox be written to again, if it was not; what came back until now is told, and counts no more."""
    reader = Subscriber.objects.hold(subscriber.pk)
    if reader is None or reader.can_be_written_to:
        return False
    reader.bounces.counted().update(lifted_at=timezone.now())
    reader.write_again()
    return True


def begin_anew(subscriber: Subscriber) -> None:
    """Let what came back count no more where its reader has another mailbox now."""
    subscriber.bounces.counted().update(lifted_at=timezone.now())


@transaction.atomic
def _leave_all(subscriber, kind, report):
    reader = Subscriber.objects.hold(subscriber.pk)
    if reader and _note(reader, kind, **report):
        leaving.leave_all(reader)


def _note(reader, kind, *, delivery: Delivery | None = None, event="", code="", text=""):
    """Keep a report and say whether it is new; one about no delivery is known by its `event`."""
    words = " ".join(text.replace("\0", "").split())
    said = {"delivery": delivery, "code": code[:20], "text": words[: Bounce.LONGEST_TEXT]}
    _row, is_new = Bounce.objects.get_or_create(
        subscriber=reader,
        kind=kind,
        event=f"delivery {delivery.pk}" if delivery else event[:100],
        defaults=said,
    )
    if delivery and kind in CAME_BACK:
        delivery.come_back()
    return is_new


def _in_a_row(reader):
    """Return how many of the last issues came back, at most five, up to the last that did."""
    soft_ones = Bounce.objects.counted().filter(kind=Kind.SOFT)
    theirs = soft_ones.filter(subscriber=reader, delivery__isnull=False)
    last = theirs.order_by("-delivery").values("delivery")[:1]
    gone = [Delivery.Status.SENT, Delivery.Status.BOUNCED]
    issues = reader.deliveries.filter(status__in=gone, pk__lte=last).order_by("-pk")
    returned = issues.annotate(returned=Exists(soft_ones.filter(delivery=OuterRef("pk"))))
    newest_first = returned.values_list("returned", flat=True)[:MOST_IN_A_ROW]
    return sum(takewhile(bool, newest_first))
