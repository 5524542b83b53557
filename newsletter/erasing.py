"""A reader has everything erased that we hold; a keyed digest alone remembers that the mailbox was here.

Without it a list that somebody imports later would bring the address back. Where a reader had asked
an editor for silence the digest remembers that too, and nothing is sent there whoever signs it up; to all others we
write again when they sign up themselves. The ledger keeps how many were sent what, and not to whom.
"""

from django.db import transaction

from newsletter import mails, readdressing, signing_up
from newsletter.addresses import loose
from newsletter.models import Delivery, Farewell, NewAddress, Subscriber
from newsroom.press import limits, mail


@transaction.atomic
def erase(subscriber: Subscriber) -> None:
    """Erase a reader with every proof, every letter that waits or went, and what was counted; again is no error."""
    subscriber = Subscriber.objects.hold(subscriber.pk)
    if subscriber is None:
        return
    is_silent = subscriber.state == Subscriber.State.SUPPRESSED
    Farewell.note(subscriber.canonical, silent=is_silent)
    queued = subscriber.deliveries.filter(status=Delivery.Status.QUEUED)
    queued.update(status=Delivery.Status.DROPPED)
    subscriber.deliveries.update(answer="")  # mail servers repeat the address
    mail.forget(mails.to_mailbox(subscriber.canonical))
    readdressing.withdraw(NewAddress.objects.filter(subscriber=subscriber))
    limits.forget(loose(subscriber.canonical), signing_up.ASKED_FOR)
    limits.forget(str(subscriber.pk), readdressing.ASKED)
    subscriber.delete()
