"""From an address to its owner, who may change what was written from it: by a link that is mailed there."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from comments import mails
from comments.addresses import one_spelling
from comments.models import Ban, Comment, Writer
from newsroom.press import tokens

LINK_WORKS = timedelta(days=1)
BETWEEN_LINKS = timedelta(hours=1)
UNCONFIRMED_KEPT = timedelta(days=30)
ASKED, CHANGED = "comment link for", "comment edit"  # what is counted of an address
COUNTED = (ASKED, CHANGED)


@transaction.atomic
def ask(email: str, *, language: str) -> None:
    """Mail the link to an address about which we hold something, once an hour; the caller learns nothing."""
    if not is_known(email):
        return
    writer = of_address(email, language)
    if writer.claim("link_posted_at", BETWEEN_LINKS):
        Writer.objects.filter(pk=writer.pk).update(language=language)
        writer.language = language
        mails.link(writer)


def find(token: str) -> Writer | None:
    """Return whose page a link opens, None for one who had everything erased; raises `Bad` or `Expired`."""
    pk = tokens.read(mails.LINK, token, max_age=LINK_WORKS)
    return Writer.objects.filter(pk=pk).first()


def of_address(email: str, language: str) -> Writer:
    """Return the one row of an address, new or known."""
    usual = {"language": language}
    return Writer.objects.get_or_create(email=one_spelling(email), defaults=usual)[0]


def is_known(email: str) -> bool:
    """Say whether we hold anything about an address."""
    email = one_spelling(email)
    return (
        Comment.objects.of_writer(email).exists()
        or Writer.objects.filter(email=email).exists()
        or bans_of(email).exists()
    )


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
