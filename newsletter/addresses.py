"""When two ways to write an e-mail address are one mailbox.

The rule: case never counts; what follows a plus in the local part never counts; the dots of the
local part do not count at Gmail, which is also called googlemail.com; a domain is compared in its
ASCII form. Dots count everywhere else, where a.b and ab are two people.
"""

GMAIL = {"gmail.com", "googlemail.com"}


def canonical(address: str) -> str:
    """Return the one form that all spellings of a mailbox share: to compare, never to write to."""
    local, _, domain = address.strip().rpartition("@")
    domain = _ascii(domain.lower())
    local = _without_tag(local.lower())
    if domain in GMAIL:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def _without_tag(local):
    return local.split("+", 1)[0] or local


def _ascii(domain):
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:  # no domain at all; whoever validates addresses refuses it
        return domain
