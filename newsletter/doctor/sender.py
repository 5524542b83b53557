"""Whom our mail says it is from, as the settings have it, and which machine hands it on."""

import ipaddress
from email.utils import parseaddr
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings


class Sender(NamedTuple):
    """The domain that readers see, the one that letters come back to, and the machine; each may be unknown."""

    domain: str
    returns_to: str
    machine: str
    selector: str
    is_provider: bool


def of_settings() -> Sender:
    domain = _domain(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    return Sender(
        domain=domain,
        returns_to=_domain(settings.BOUNCES_TO) or domain,
        machine="" if settings.EMAIL_PROVIDER else _machine(),
        selector=settings.DKIM_SELECTOR,
        is_provider=bool(settings.EMAIL_PROVIDER),
    )


def _domain(address):
    return address.rpartition("@")[2].strip().rstrip(".").lower() if "@" in address else ""


def _machine():
    """Return the mail server, or this machine by its public name where the two are one."""
    host = settings.EMAIL_HOST or ""  # none where mail leaves in another way
    if _is_here(host):
        host = urlsplit(settings.SITE_URL).hostname or ""
    return "" if _is_here(host) else host


def _is_here(host):
    if host in {"", "localhost"} or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
