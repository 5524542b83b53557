"""Asking the name servers, within a time.

What knows how to ask them takes 16 MB, so it is brought in by whoever asks, and not by every process of the site.
"""

import ipaddress
import time
from contextlib import suppress

from django.conf import settings

A_QUESTION = 3.0  # seconds


class Unanswered(Exception):
    """No name server answered in time; says which name was asked for."""


class Names:
    """What stands under names. Each is asked for once; after `until`, by `time.monotonic`, none is."""

    def __init__(self, until: float):
        self.until = until
        self._resolver = _resolver()
        self._known: dict[tuple[str, str], list[str]] = {}

    def texts(self, name: str) -> list[str]:
        return self._ask(name, "TXT")

    def mail_servers(self, name: str) -> list[str]:
        """Return the names of the mail servers of a domain; one that is empty says that it takes no mail."""
        return [said.split()[-1].rstrip(".").lower() for said in self._ask(name, "MX")]

    def addresses(self, name: str) -> list[str]:
        """Return the addresses of a machine; an address is its own name."""
        with suppress(ValueError):
            return [str(ipaddress.ip_address(name))]
        return self._ask(name, "A") + self._ask(name, "AAAA")

    def _ask(self, name, kind):
        if (name, kind) not in self._known:
            self._known[name, kind] = self._answer(name, kind)
        return self._known[name, kind]

    def _answer(self, name, kind):
        import dns.exception
        import dns.resolver

        left = self.until - time.monotonic()
        if left <= 0:
            raise Unanswered(name)
        try:
            answer = self._resolver.resolve(
                name, kind, lifetime=min(A_QUESTION, left), search=False
            )
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, UnicodeError, OSError) as error:
            raise Unanswered(name) from error
        return [_text(record) for record in answer]


def _resolver():
    """Return the resolver of this machine, or one that asks the servers of the settings."""
    import dns.resolver

    if not settings.DNS_SERVERS:
        with suppress(dns.resolver.NoResolverConfiguration):
            return dns.resolver.Resolver()
    resolver = dns.resolver.Resolver(configure=False)  # without servers, nothing is answered
    resolver.nameservers = [_server(said) for said in settings.DNS_SERVERS]
    return resolver


def _server(said):
    import dns.nameserver

    address, _, port = said.partition("#")
    return dns.nameserver.Do53Nameserver(address, int(port or 53))


def _text(record):
    import dns.rdatatype

    if record.rdtype == dns.rdatatype.TXT:
        return b"".join(record.strings).decode("utf-8", "replace")
    return record.to_text()
