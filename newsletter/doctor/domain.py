"""Whether receivers can believe that our mail is ours: the domain, SPF, DKIM and DMARC."""

import base64
import binascii
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from newsletter.doctor import spf
from newsletter.doctor.findings import Finding, Level, fault, warning, well
from newsletter.doctor.sender import Sender
from newsroom.press.names import Names

SHORTEST_KEY = 1024  # bits
STAYS = {"console", "dummy", "filebased", "locmem"}  # backends of Django's


def mailboxes(names: Names, sender: Sender) -> Iterator[Finding]:
    """Say whether the domains exist that mail comes from and that it comes back to."""
    if "." not in sender.domain:
        said = _(
            "DEFAULT_FROM_EMAIL is “%(address)s”, to which nobody can answer: name a mailbox of yours."
        )
        yield fault(said, address=settings.DEFAULT_FROM_EMAIL)
        return
    for domain in dict.fromkeys([sender.domain, sender.returns_to]):
        yield _mailbox(names, domain)


def without_a_way() -> Iterator[Finding]:
    """Say that mail stays on this machine, where that is so."""
    if settings.EMAIL_BACKEND.split(".")[-2] in STAYS:
        said = _(
            "Mail stays on this machine, so no reader gets any: set EMAIL_URL to a mail server."
        )
        yield fault(said)


def without_returns(sender: Sender) -> Iterator[Finding]:
    """Say that nobody learns which letters come back, where that is so."""
    if settings.BOUNCES_TO or sender.is_provider:
        return
    said = _(
        "Letters that come back are not counted: set BOUNCES_TO, as docs/self-hosting.md says."
    )
    yield warning(said)


def allowed(names: Names, sender: Sender) -> Iterator[Finding]:
    """Say whether SPF lets our mail server send for the domain that letters come back to."""
    if "." not in sender.returns_to:
        return
    try:
        senders = spf.read(names, sender.returns_to)
    except spf.Missing as error:
        yield _without_spf(sender, str(error))
    except spf.TooManyLookups:
        said = _(
            "SPF of %(domain)s asks for more than 10 other names, so receivers ignore it: shorten it."
        )
        yield fault(said, domain=sender.returns_to)
    except spf.Broken as error:
        said = _("SPF of %(domain)s is not understood at “%(where)s”: mend that TXT record.")
        yield fault(said, domain=sender.returns_to, where=error)
    else:
        yield _machine_allowed(names, sender, senders)


def signature(names: Names, sender: Sender) -> Iterator[Finding]:
    """Say whether receivers find the key with which our mail server signs (DKIM)."""
    if not sender.selector:
        said = _(
            "Whether letters are signed is not known: write the selector of the DKIM key as DKIM_SELECTOR."
        )
        yield warning(said)
        return
    name = f"{sender.selector}._domainkey.{sender.domain}"
    yield _key(name, tags("".join(names.texts(name)[:1])))


def is_signed(names: Names, sender: Sender) -> bool:
    """Whether the key is there with which our mail server signs."""
    return any(finding.level == Level.OK for finding in signature(names, sender))


def tags(record: str) -> dict[str, str]:
    """Return the values of a record that is written `name=value; name=value`."""
    pairs = [pair.partition("=") for pair in record.split(";") if "=" in pair]
    return {name.strip().lower(): value.strip() for name, _is, value in pairs}


def _mailbox(names, domain):
    servers = names.mail_servers(domain)
    if servers == [""]:
        return fault(
            _("%(domain)s says that it takes no mail: readers cannot answer."), domain=domain
        )
    if servers or names.addresses(domain):
        return well(_("%(domain)s exists and takes mail."), domain=domain)
    return fault(
        _(
            "%(domain)s has no mail server: receivers refuse what says it comes from there. Is it spelt right?"
        ),
        domain=domain,
    )


def _without_spf(sender, domain):
    if domain != sender.returns_to:
        said = _(
            "SPF of %(domain)s includes %(other)s, which has no SPF: take it out, or receivers ignore all of it."
        )
        return fault(said, domain=sender.returns_to, other=domain)
    said = _(
        "%(domain)s has no SPF: publish a TXT record such as “v=spf1 mx -all” that names your mail server."
    )
    return (warning if sender.is_provider else fault)(said, domain=domain)


def _machine_allowed(names, sender, senders):
    known = {"domain": sender.returns_to, "machine": sender.machine, "count": senders.lookups}
    addresses = names.addresses(sender.machine) if sender.machine else []
    if any(senders.include(address) for address in addresses):
        return well(_("SPF of %(domain)s lets %(machine)s send."), **known)
    if not addresses or senders.others:
        return well(
            _("SPF of %(domain)s can be read; it asks for %(count)s other names, of 10 at most."),
            **known,
        )
    said = _(
        "SPF of %(domain)s does not name %(machine)s: add the address that mail leaves from, if it is missing."
    )
    return warning(said, **known)


def _key(name, record):
    if not record:
        return fault(
            _("There is no DKIM key at %(name)s: publish it, or mend DKIM_SELECTOR."), name=name
        )
    if not record.get("p"):
        return fault(
            _("The DKIM key at %(name)s was withdrawn: publish the one that signs now."), name=name
        )
    bits = _bits(record)
    if not bits:
        return fault(
            _("The DKIM key at %(name)s cannot be read: publish it anew, in one piece."), name=name
        )
    if bits < SHORTEST_KEY:
        return fault(_("The DKIM key at %(name)s is too short: make one of 2048 bits."), name=name)
    return well(_("The DKIM key at %(name)s can be read."), name=name)


def _bits(record):
    # It takes 14 MB, which only whoever looks at a key should pay.
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = base64.b64decode("".join(record["p"].split()), validate=True)
        if record.get("k", "rsa").lower() == "ed25519":
            return 3000 if len(key) == 32 else 0  # as strong as so many bits
        return load_der_public_key(key).key_size
    except (binascii.Error, ValueError, UnsupportedAlgorithm, AttributeError):
        return 0
