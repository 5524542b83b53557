"""When two ways to write an e-mail address are one mailbox.

The rule: case never counts; what follows a plus in the local part never counts; the dots of the
local part do not count at Gmail, which is also called googlemail.com; a domain is compared in its
ASCII form. Dots count everywhere else, where a.b and ab are two people.

How often we write to a mailbox is another question: a provider may drop dots without telling anybody, so that one
person gets what was asked for by a hundred spellings. For that alone dots count nowhere. Two people whose
addresses differ by a dot share one letter a day then, which costs the second of them a day.
"""

import re

from django.conf import settings
from django.utils.crypto import salted_hmac

# The standard allows quoted local parts, blanks, control characters and bare IP addresses: no
# reader's mailbox has them.
PLAIN = re.compile(r'^[^\s"\\\[\]]*\Z')
WRITTEN = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:]+")  # in somebody's words
GMAIL = {"gmail.com", "googlemail.com"}
LONGEST = 254  # characters of an address, in ASCII too


def canonical(address: str) -> str:
    """Return the one form that all spellings of a mailbox share: to compare, never to write to."""
    local, _, domain = address.strip().rpartition("@")
    domain = _ascii(domain.lower())
    local = _without_tag(local.lower())
    if domain in GMAIL:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def loose(address: str) -> str:
    """Return what all addresses share that some provider may take for one mailbox: to count letters by."""
    local, _, domain = canonical(address).rpartition("@")
    return f"{local.replace('.', '') or local}@{domain}"


def fits(address: str) -> bool:
    """Say whether an address is as short as mail servers take it, who get its domain in ASCII: that may be longer."""
    return max(len(address), len(canonical(address))) <= LONGEST


def digests(mailbox: str) -> list[str]:
    """Return by what a mailbox is known without its address: keyed, by our key first and then by former ones."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("newsletter.addresses", mailbox, secret=key, algorithm="sha256").hexdigest()
        for key in keys
    ]


def in_ascii(address: str) -> str:
    """Return an address as mail servers read it, the domain in its ASCII form."""
    if address.isascii():
        return address
    local, _, domain = address.rpartition("@")
    return f"{local}@{_ascii(domain)}"


def hidden(text: str) -> str:
    """Return the words of a mail server without the addresses that it repeats in them."""
    return WRITTEN.sub("…@…", text)


def _without_tag(local):
    return local.split("+", 1)[0] or local


def _ascii(domain):
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:  # no domain at all; whoever validates addresses refuses it
        return domain
