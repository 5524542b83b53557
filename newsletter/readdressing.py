"""A reader moves to another mailbox, once the owner of that one has said yes."""

from django.db import transaction
from django.db.models import Q, QuerySet

from newsletter import bounces, links, mails
from newsletter.addresses import canonical
from newsletter.models import (
    Delivery,
    Farewell,
    FormerNumber,
    NewAddress,
    Question,
    Subscriber,
    Subscription,
)
from newsroom.press import mail

ASKED = "newsletter address"  # what is counted of a reader


@transaction.atomic
def ask(subscriber: Subscriber, email: str) -> None:
    """Ask the new mailbox; the reader learns nothing of whether we know it, or may write to it.

    Not by a clock either: what must not go out is written and taken back.
    """
    subscriber = Subscriber.objects.hold(subscriber.pk)
    if not subscriber or subscriber.state == Subscriber.State.SUPPRESSED:
        return
    may_be_asked = _takes_mail(subscriber, email)
    with transaction.atomic():
        is_due = Question.claim(email)
        withdraw(NewAddress.objects.filter(subscriber=subscriber))
        mails.new_address(NewAddress.objects.create(subscriber=subscriber, email=email))
        if not (may_be_asked and is_due):
            transaction.set_rollback(True)


@transaction.atomic
def withdraw(changes: QuerySet[NewAddress]) -> None:
    """Ask these mailboxes no more: the letters to them say yes to nothing, and name nobody."""
    for change in changes:
        mail.forget(mails.to_mailbox(change.email).filter(template=mails.NEW_ADDRESS))
    changes.delete()


def asked(token: str) -> NewAddress | None:
    """Return what a mailed link asks a mailbox, None where nothing any more; raises `Bad` or `Expired`."""
    subscriber_id, number = links.read(links.ADDRESS, token)
    return NewAddress.objects.filter(pk=number, subscriber=subscriber_id).first()


@transaction.atomic
def confirm(token: str) -> Subscriber | None:
    """Write to the new mailbox from now on, tell the one of before, and return the reader; else None.

    Where the mailbox already reads, both have shown that they are theirs: two readers become one.
    """
    change = asked(token)
    if change is None:
        return None
    reader, other = _hold(change)
    if reader is None or asked(token) is None or not _takes_mail(reader, change.email):
        return None  # somebody may have pressed meanwhile
    if other:
        _take_over(reader, other)
    _move(reader, change.email)
    change.delete()
    return reader


def _move(reader, email):
    before, told = reader.email, reader.can_be_written_to
    bounces.begin_anew(reader)
    reader.move(email)
    Farewell.note(before, silent=False)
    Farewell.objects.of(email).delete()
    if told:
        mails.moved(before, reader.language)
    mails.follow(before, email)


def _hold(change):
    """Return the reader and who else has the new mailbox, nobody else's to change; always in one order."""
    same = Q(pk=change.subscriber_id) | Q(canonical=canonical(change.email))
    rows = {
        row.pk: row for row in Subscriber.objects.select_for_update().filter(same).order_by("pk")
    }
    reader = rows.pop(change.subscriber_id, None)
    return reader, next(iter(rows.values()), None)


def _takes_mail(reader, email):
    """Whether nothing forbids to write to an address; that this reader's own comes back does not."""
    others = Subscriber.objects.filter(canonical=canonical(email)).exclude(pk=reader.pk)
    against = others.exclude(state=Subscriber.State.ACTIVE), Farewell.objects.of(email).silent()
    found = [rows.exists() for rows in against]
    return not any(found)  # both are asked, whatever the first says


def _take_over(reader, other):
    """Give a reader all that another has, who is no more then."""
    own = {row.newsletter_id: row for row in reader.subscriptions.all()}
    for row in other.subscriptions.all():
        _take(reader, row, own.get(row.newsletter_id))
    _take_letters(reader, other)
    other.former_numbers.update(subscriber=reader)
    FormerNumber.objects.create(number=other.pk, subscriber=reader)
    other.delete()


def _take_letters(reader, other):
    """Keep of two letters with one issue that which is further on its way, the reader's own where both are as far."""
    open_ones = Delivery.objects.filter(subscriber__in=[reader, other]).open()
    list(open_ones.select_for_update().order_by("pk").values_list("pk"))  # none sets off meanwhile
    reader.deliveries.behind(other.deliveries.all()).part()
    known = reader.deliveries.values("issue")
    other.deliveries.filter(issue__in=known).part()
    other.deliveries.update(subscriber=reader)


def _take(reader, row, own):
    """Keep of two rows about one list the reader's own, unless only the other one is a yes."""
    is_yes = row.status == Subscription.Status.CONFIRMED
    if own and (own.status == Subscription.Status.CONFIRMED or not is_yes):
        return
    if own:
        own.delete()
    row.subscriber = reader
    row.save(update_fields=["subscriber"])
