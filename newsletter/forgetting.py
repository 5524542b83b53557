"""Addresses that are not ours to keep."""

from datetime import timedelta

from django.utils import timezone

from newsletter import readdressing
from newsletter.models import NewAddress, Question, Subscriber
from newsletter.models.newaddress import TIME_TO_CONFIRM
from newsletter.models.subscriber import BETWEEN_LETTERS

KEPT = timedelta(days=30)  # far longer than the link of a confirmation letter works


def forget_unconfirmed() -> None:
    """Delete the addresses that somebody typed and whose owner never said yes, and that we asked them."""
    now = timezone.now()
    Subscriber.objects.never_confirmed(now - KEPT).delete()
    readdressing.withdraw(NewAddress.objects.filter(asked_at__lt=now - TIME_TO_CONFIRM))
    Question.objects.filter(asked_at__lte=now - BETWEEN_LETTERS).delete()
