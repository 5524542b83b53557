"""From an address to its owner, who may change what was written from it: by a link that is mailed there."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from comments import mails
from comments.addresses import one_spelling
from comments.models import Ban, Comment, Writer
from newsroom.press import limits, tokens

LINK_WORKS = timedelta(days=1)
BETWEEN_LINKS = timedelta(hours=1)
UNCONFIRMED_KEPT = timedelta(days=30)
ASKED, CHANGED = "comment link for", "comment edit"  # what is counted of an address
COUNTED = (ASKED, CHANGED)
# How often is asked: by a source, which a school or an office may share, and for an address, whoever asks.
A_SOURCE = {"most": 20, "seconds": 3600}
AN_ADDRESS = {"most": 5, "seconds": 86400}


@transaction.atomic
def ask(email: str, *, language: str, source: str) -> int:
    """Mail the link to an address about which we hold something, once an hour; return the seconds to wait.

    Nobody who asks learns whether we know the address, not by a clock either.
    """
    wait = limits.hit("comment link from", source, **A_SOURCE)
    wait = wait or limits.hit(ASKED, one_spelling(email), **AN_ADDRESS)
    if not wait:
        _post(email, language)
    return wait


def find(token: str) -> Writer | None:
    """Return whose page a link opens, None for one who had everything erased; raises `Bad` or `Expired`."""
    pk = tokens.read(mails.LINK, token, max_age=LINK_WORKS)
    return Writer.objects.filter(pk=pk).first()


def of_address(email: str, language: str) -> Writer:
    """Return the one row of an address; a new one takes no longer than a known one."""
    writer = Writer(email=one_spelling(email), language=language)
    Writer.objects.bulk_create([writer], ignore_conflicts=True)
    return Writer.objects.get(email=writer.email)


def is_known(email: str) -> bool:
    """Say whether we hold anything about an address."""
    email = one_spelling(email)
    writers = Writer.objects.filter(email=email)
    found = [rows.exists() for rows in (Comment.objects.of_writer(email), writers, bans_of(email))]
    return any(found)  # all are asked, whatever the first says


def bans_of(email: str):
    """Return what blocks exactly this address."""
    return Ban.objects.filter(kind=Ban.Kind.ADDRESS, value=email.casefold())


def may_be_written_to(email: str) -> bool:
    """Say whether the owner has confirmed the address: to no other goes a word that somebody typed."""
    return Writer.objects.confirmed().filter(email=one_spelling(email)).exists()


def forget_unconfirmed() -> None:
    """Delete the rows of addresses for which somebody asked a month ago and whose owner never answered."""
    old = timezone.now() - UNCONFIRMED_KEPT
    writers = Writer.objects.filter(confirmed_at=None, created_at__lt=old)
    for letter in ("link_posted_at", "question_posted_at"):
        writers = writers.due(letter, UNCONFIRMED_KEPT, timezone.now())
    writers.delete()


def _post(email, language):
    """Write the letter, and take it back where none is due: that takes as long."""
    known = is_known(email)
    with transaction.atomic():
        writer = of_address(email, language)
        is_due = writer.claim("link_posted_at", BETWEEN_LINKS)
        Writer.objects.filter(pk=writer.pk).update(language=language)
        writer.language = language
        mails.link(writer)
        if not (known and is_due):
            transaction.set_rollback(True)
