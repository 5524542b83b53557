"""Changing what the paper offers; every page shows it, so a change begins a new edition."""

from django.db import transaction

from newsletter.models import Newsletter
from newsroom.press import pages


@transaction.atomic
def save(newsletter: Newsletter) -> Newsletter:
    """Save a list: the one door."""
    newsletter.save()
    pages.move()
    return newsletter


@transaction.atomic
def delete(newsletter: Newsletter) -> None:
    """Delete a list that nobody has ever asked for; raises `ProtectedError` for any other."""
    newsletter.delete()
    pages.move()
