"""What a message says that arrived in the mailbox for letters that come back.

Anybody may write there, and mail servers write as they like: a report counts when it names a delivery in a way that
only the letter itself could have told. Everything else says nothing: answers of people and of their absence, warnings
that a letter is late, advertisements, forgeries.
"""

import logging
from email import message_from_bytes
from email.message import Message

from newsletter.returns import letters, notices, spam
from newsletter.returns.report import Report

__all__ = ["LARGEST", "Report", "read"]

LARGEST = (
    1_000_000  # bytes that are looked at; the letter that comes along stands behind what matters
)

logger = logging.getLogger(__name__)


def read(raw: bytes, recipient: str = "") -> Report | None:
    """Return what a message reports, or None; whatever the message is, it raises nothing.

    `recipient` is where it was sent to, when the mail server says so beside the message.
    """
    try:
        return _read(message_from_bytes(raw[:LARGEST]), recipient)
    except Exception as error:  # nested a thousand times, in a character set that nobody knows, ...
        logger.warning("A message among those that come back makes no sense: %s", error)
        return None


def _read(message: Message, recipient):
    if spam.is_one(message):
        return spam.read(message)
    if notices.is_one(message):
        return notices.read(message, recipient)
    return letters.read(message, recipient)
