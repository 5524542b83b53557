"""Which answers a shared cache may keep, their version, and the moment at which they end."""

from django.db.models import F

from newsroom.press.models import Edition


def move() -> None:
    """Begin a new edition: called inside the transaction of every write that changes a public page."""
    if not Edition.objects.filter(pk=1).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=1, defaults={"number": 1})
