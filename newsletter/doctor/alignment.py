"""What receivers do with mail that does not prove whose it is (DMARC): whether ours proves it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from newsletter.doctor import domain
from newsletter.doctor.findings import Finding, fault, warning, well
from newsletter.doctor.sender import Sender
from newsroom.press.names import Names

POLICIES = {"none", "quarantine", "reject"}
MOST_LABELS = 8  # of a name that is asked for, as receivers do it


def examine(names: Names, sender: Sender) -> Iterator[Finding]:
    """Yield what DMARC says, and whether the domain that letters come back to is of the same house."""
    if "." not in sender.domain:
        return
    records = dict(_records(names, sender.domain))
    if not records:
        said = _(
            "%(domain)s has no DMARC record, as large providers ask: publish “v=DMARC1; p=none” at %(name)s."
        )
        yield warning(said, domain=sender.domain, name=f"_dmarc.{sender.domain}")
        return
    where, record = next(iter(records.items()))
    if record.get("p", "none").lower() not in POLICIES:
        said = _(
            "The DMARC record of %(domain)s is not understood: it needs p=none, p=quarantine or p=reject."
        )
        yield fault(said, domain=where)
        return
    yield well(_("%(domain)s has a DMARC record."), domain=where)
    yield _alignment(names, sender, record, [*records][-1])


def _records(names, name):
    """Yield the records of a name and of those above it, the nearest first."""
    labels = name.split(".")[-MOST_LABELS:]
    for first in range(len(labels) - 1):
        above = ".".join(labels[first:])
        for said in names.texts(f"_dmarc.{above}"):
            if domain.tags(said).get("v", "").upper() == "DMARC1":
                yield above, domain.tags(said)


def _alignment(names, sender, record, house):
    known = {"domain": sender.domain, "returns": sender.returns_to}
    if not sender.is_provider and _is_of_the_house(sender, record, house):
        return well(
            _("Letters come back to %(returns)s, which proves that they are of %(domain)s."),
            **known,
        )
    if domain.is_signed(names, sender):
        return well(_("The DKIM signature proves that letters are of %(domain)s."), **known)
    said = _(
        "Nothing proves that letters are of %(domain)s: sign them with its DKIM key, or let them come back there."
    )
    return (fault if sender.selector else warning)(said, **known)


def _is_of_the_house(sender, record, house):
    if record.get("aspf", "r").lower() == "s":
        return sender.returns_to == sender.domain
    return f".{sender.returns_to}".endswith(f".{house}")
