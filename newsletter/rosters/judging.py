"""What becomes of each line of a roster: the dry run says it and the import does it, by the same judgement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from newsletter.addresses import PLAIN, canonical, digests, fits
from newsletter.models import Farewell, Newsletter, Subscriber, Subscription
from newsletter.rosters.reading import Line

AT_ONCE = 400  # lines of which the database is asked together
YES = {"", "confirmed", "subscribed", "active", "enabled", "yes"}


class Fate(TextChoices):
    """What becomes of a line, the two that are taken first."""

    NEW = "new", _("a new reader, is put on the list")
    JOINS = "joins", _("is known here, is put on the list")
    HERE = "here", _("is on the list already: nothing changes")
    LEFT = "left", _("left this list: stays off it")
    SILENT = "silent", _("is not written to, or its mail comes back: stays so")
    ERASED = "erased", _("was erased here: only its owner can come back")
    SAYS_NO = "no", _("is not confirmed, says the file: left out")
    OTHER = "other", _("belongs to another list, says the file: left out")
    TWICE = "twice", _("is a mailbox that stands further up: left out")
    NO_ADDRESS = "address", _("has no address that can be written to: left out")
    NO_TIME = "time", _("has a time that cannot be read or is to come: left out")


TAKEN = {Fate.NEW, Fate.JOINS}


@dataclass(frozen=True)
class Judged:
    """A line with its mailbox and its fate."""

    line: Line
    mailbox: str
    fate: Fate


def judge(lines: Iterable[Line], newsletter: Newsletter) -> Iterator[list[Judged]]:
    """Yield the lines with their fate, some at once; what is stored between two of these counts for the next."""
    lines, seen = iter(lines), set()
    while some := list(islice(lines, AT_ONCE)):
        mailboxes = [canonical(line.email) for line in some]
        known = _Known(mailboxes, newsletter)
        judged = []
        for line, mailbox in zip(some, mailboxes, strict=True):
            judged.append(Judged(line, mailbox, _fate(line, mailbox, newsletter, known, seen)))
            seen.add(mailbox)
        yield judged


class _Known:
    """What is stored about some mailboxes."""

    def __init__(self, mailboxes, newsletter):
        readers = Subscriber.objects.filter(canonical__in=mailboxes)
        self.states = dict(readers.values_list("canonical", "state"))
        rows = Subscription.objects.filter(
            newsletter=newsletter, subscriber__canonical__in=mailboxes
        )
        self.rows = dict(rows.values_list("subscriber__canonical", "status"))
        by_digest = {digest: mailbox for mailbox in mailboxes for digest in digests(mailbox)}
        gone = Farewell.objects.filter(mailbox__in=by_digest).values_list("mailbox", flat=True)
        self.erased = {by_digest[digest] for digest in gone}


def _fate(line, mailbox, newsletter, known, seen):
    return (
        _fault(line, mailbox, newsletter, seen)
        or _refusal(mailbox, known)
        or _place(mailbox, known)
    )


def _fault(line, mailbox, newsletter, seen):
    """Return what is wrong with the line, whatever is stored here."""
    if not _is_address(line.email):
        return Fate.NO_ADDRESS
    if mailbox in seen:
        return Fate.TWICE
    if line.said["list"] not in ("", newsletter.slug):
        return Fate.OTHER
    if not {line.said["status"].lower(), line.said["mailbox"].lower()} <= YES:
        return Fate.SAYS_NO
    return Fate.NO_TIME if line.has_wrong_time else None


def _refusal(mailbox, known):
    """Return why the mailbox must be left alone."""
    if known.states.get(mailbox, Subscriber.State.ACTIVE) != Subscriber.State.ACTIVE:
        return Fate.SILENT
    if mailbox in known.erased:
        return Fate.ERASED
    return Fate.LEFT if known.rows.get(mailbox) == Subscription.Status.LEFT else None


def _place(mailbox, known):
    if known.rows.get(mailbox) == Subscription.Status.CONFIRMED:
        return Fate.HERE
    return Fate.JOINS if mailbox in known.states else Fate.NEW


def _is_address(email):
    try:
        validate_email(email)
    except ValidationError:
        return False
    return fits(email) and bool(PLAIN.match(email))
