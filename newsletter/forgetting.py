"""Addresses that are not ours to keep."""

from datetime import timedelta

from django.utils import timezone

from newsletter.models import Subscriber

KEPT = timedelta(days=30)  # far longer than the link of a confirmation letter works


def forget_unconfirmed() -> None:
    """Delete the addresses that somebody typed a month ago and whose owner never said yes."""
    Subscriber.objects.never_confirmed(timezone.now() - KEPT).delete()
