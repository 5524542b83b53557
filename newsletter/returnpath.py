"""The address that a letter comes back to: it names the delivery, and nobody else can make one.

Mail servers may fold the case of an address and cut a local part of more than 64 characters, so a token is of small
letters and digits, and short. It works for as long as `newsletter.bounces` believes that letters come back.
"""

import base64
import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
SIGNATURE = 10  # bytes: ten to the power of 24 guesses
LONGEST_MAILBOX = 33  # letters of it, so that every number fits behind it
_TOKEN = re.compile(r"([0-9a-z]{1,13})-([2-7a-z]{16})\Z")
_WRITTEN = re.compile(r"[^\s<>,;:\"@]{3,64}@[^\s<>,;:\"@]{1,255}")


def address(delivery_pk: int) -> str:
    """Return where the mail server sends this letter back to, or nothing where no mailbox is set up."""
    mailbox, at, domain = settings.BOUNCES_TO.partition("@")
    return f"{mailbox}+{token(delivery_pk)}@{domain}" if at else ""


def read(text: str) -> int | None:
    """Return whose letter an address of ours names, in a header or alone, in small letters or capitals."""
    for written in _WRITTEN.findall(text[:4000].lower()):
        mailbox, plus, rest = written.partition("@")[0].rpartition("+")
        delivery_pk = read_token(rest) if plus and _is_ours(mailbox, written) else None
        if delivery_pk is not None:
            return delivery_pk
    return None


def token(delivery_pk: int) -> str:
    """Return the signed name of a delivery, for whoever hands it over to tell us what became of it."""
    number = _in_letters(delivery_pk)
    return f"{number}-{_signature(number)}"


def read_token(text: str) -> int | None:
    """Return which delivery a token of ours names, None for any other text."""
    found = _TOKEN.match(text.lower())
    if not found or not constant_time_compare(_signature(found[1]), found[2]):
        return None
    return int(found[1], 36)


def _is_ours(mailbox, written):
    ours, _at, domain = settings.BOUNCES_TO.lower().partition("@")
    return (mailbox, written.rpartition("@")[2]) == (ours, domain)


def _in_letters(number):
    if number < 0:
        raise ValueError("No row has a number below nought.")
    letters = ""
    while number or not letters:
        number, digit = divmod(number, 36)
        letters = DIGITS[digit] + letters
    return letters


def _signature(number):
    digest = salted_hmac("newsletter.returnpath", number, algorithm="sha256").digest()
    return base64.b32encode(digest[:SIGNATURE]).decode().lower()
