"""Which machines may send for a domain (SPF, RFC 7208)."""

import ipaddress
import re
from dataclasses import dataclass, field

from newsroom.press.names import Names

MOST_LOOKUPS = 10  # that a receiver makes; after them it takes the record for broken
ASKING = {"include", "a", "mx", "ptr", "exists"}
TERM = re.compile(r"(?P<sign>[+?~-]?)(?P<name>[a-z0-9_.-]+)(?P<value>(?:[:/=].*)?)", re.IGNORECASE)
LENGTHS = re.compile(r"(?P<domain>[^/]*)(?:/(?P<four>\d{1,2}))?(?://(?P<six>\d{1,3}))?")


class Broken(Exception):
    """A record that receivers do not understand; says where."""


class Missing(Broken):
    """A domain has no record."""


class TooManyLookups(Broken):
    """A record asks for more names than receivers look up."""


@dataclass
class Senders:
    """Who may send: networks, and whether there are others that only a receiver can tell."""

    networks: list = field(default_factory=list)
    lookups: int = 0
    others: bool = False

    def include(self, address: str) -> bool:
        return any(ipaddress.ip_address(address) in network for network in self.networks)


def read(names: Names, domain: str) -> Senders:
    """Return who may send for a domain, with all that its record includes; raises `Broken`."""
    senders = Senders()
    _read(names, domain, senders)
    return senders


def _read(names, domain, senders):
    for term in _record(names, domain).split()[1:]:
        found = TERM.fullmatch(term)
        if not found:
            raise Broken(f"{domain}: {term}")
        _take(names, domain, found, senders)


def _record(names, domain):
    records = [said for said in names.texts(domain) if said.lower().split(" ")[0] == "v=spf1"]
    if not records:
        raise Missing(domain)
    if len(records) > 1:
        raise Broken(f"{domain}: {len(records)} × v=spf1")
    return records[0]


def _take(names, domain, term, senders):
    name, value = term["name"].lower(), term["value"]
    if value.startswith("="):
        if name == "redirect":
            _follow(names, value[1:], senders)
        return
    if name in ASKING:
        _count(senders, domain)
    taking = TAKING.get(name)
    if taking is None or (name != "all" and value[:1] not in {"", ":", "/"}):
        raise Broken(f"{domain}: {term[0]}")
    # What is only allowed softly, or not at all, is nobody we may rely on.
    own = senders if term["sign"] in {"", "+"} else Senders()
    taking(names, domain, value.removeprefix(":"), own)
    if own is not senders:
        senders.lookups += own.lookups


def _count(senders, domain):
    senders.lookups += 1
    if senders.lookups > MOST_LOOKUPS:
        raise TooManyLookups(domain)


def _follow(names, domain, senders):
    _count(senders, domain)
    _include(names, domain, domain, senders)


def _include(names, _domain, value, senders):
    if "%" in value:
        senders.others = True
        return
    if not value:
        raise Broken("include:")
    _read(names, value.lower(), senders)


def _network(_names, domain, value, senders):
    try:
        senders.networks.append(ipaddress.ip_network(value, strict=False))
    except ValueError:
        raise Broken(f"{domain}: {value}") from None


def _machine(names, domain, value, senders):
    _machines(names, domain, value, senders, lambda name: [name])


def _mail_servers(names, domain, value, senders):
    _machines(names, domain, value, senders, names.mail_servers)


def _machines(names, domain, value, senders, of):
    found = LENGTHS.fullmatch(value)
    if not found:
        raise Broken(f"{domain}: {value}")
    if "%" in found["domain"]:
        senders.others = True
        return
    for machine in of(found["domain"] or domain):
        for address in names.addresses(machine) if machine else ():
            length = found["six"] or 128 if ":" in address else found["four"] or 32
            _network(names, domain, f"{address}/{length}", senders)


def _unknowable(_names, _domain, _value, senders):
    senders.others = True


def _all(_names, _domain, _value, _senders):
    """Say nothing: what is left over is nobody's."""


TAKING = {
    "all": _all,
    "include": _include,
    "a": _machine,
    "mx": _mail_servers,
    "ip4": _network,
    "ip6": _network,
    "ptr": _unknowable,
    "exists": _unknowable,
}
