"""How often somebody may do something, counted in the database that all workers share."""

import ipaddress
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from newsroom.press.models import Hit

KEPT = timedelta(days=2)  # no span is longer than a day


def hit(action: str, source: str, *, most: int, seconds: int) -> int:
    """Count one `action` of `source` and return the seconds to wait: 0 for the first `most`.

    Spans begin at fixed times and last at most a day. The count belongs to the transaction it is made in: outside
    that of the deed every try counts, inside it only what is kept.
    """
    now, start = _span(seconds)
    if _count(action, source, datetime.fromtimestamp(start, UTC)) <= most:
        return 0
    return start + seconds - now


def seconds_left(action: str, source: str, *, most: int, seconds: int) -> int:
    """Return what `hit` would return now, and count nothing."""
    now, start = _span(seconds)
    span = {"action": action, "source": _digest(source), "count__gte": most}
    reached = Hit.objects.filter(span_start=datetime.fromtimestamp(start, UTC), **span)
    return start + seconds - now if reached.exists() else 0


def client_address(request) -> str:
    """Return the address that a request came from; IPv6 is cut to one household (/64)."""
    try:
        address = ipaddress.ip_address(_claimed_address(request))
    except ValueError:
        return request.META.get("REMOTE_ADDR", "")
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


def forget(source: str, *actions: str) -> None:
    """Delete what was counted of one source, as when somebody has everything about them erased."""
    Hit.objects.filter(action__in=actions, source=_digest(source)).delete()


def forget_old() -> None:
    """Delete the counts of spans that are over."""
    Hit.objects.filter(span_start__lt=timezone.now() - KEPT).delete()


def _span(seconds):
    """Return this second and the one in which its span began."""
    now = int(timezone.now().timestamp())
    return now, now // seconds * seconds


def _count(action, source, span_start):
    with transaction.atomic():
        # Whoever comes second waits for the row of the first: each reads the number that it made.
        row, _ = Hit.objects.get_or_create(
            action=action, source=_digest(source), span_start=span_start
        )
        Hit.objects.filter(pk=row.pk).update(count=F("count") + 1)
        row.refresh_from_db(fields=["count"])
    return row.count


def _digest(source):
    return salted_hmac("newsroom.press.limits", source, algorithm="sha256").hexdigest()


def _claimed_address(request):
    # Every trusted proxy adds whom it saw on the right: the client stands that many from the right.
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    if not 0 < settings.TRUSTED_PROXIES <= len(seen):
        return request.META.get("REMOTE_ADDR", "")
    return seen[-settings.TRUSTED_PROXIES].strip()
