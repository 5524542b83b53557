"""One report about one letter, and where messages name that letter."""

from collections.abc import Iterable
from email.message import Message
from enum import StrEnum
from typing import NamedTuple

from newsletter import returnpath

# Where a mail server writes which address of ours a message was sent to; each has headers of its own.
ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")


class Kind(StrEnum):
    CAME_BACK = "came back"
    CALLED_SPAM = "called spam"


class Report(NamedTuple):
    """What became of a letter: which one, the code and the words; `leave` is a token that its reader leaves with."""

    kind: Kind
    delivery: int | None
    code: str = ""
    text: str = ""
    leave: str = ""


def delivery_of(message: Message, recipient: str = "") -> int | None:
    """Return whose letter a message was sent back for, by the address that it was sent back to."""
    return first_named([recipient, *headers(message, *ADDRESSED)])


def first_named(texts: Iterable[str]) -> int | None:
    """Return the delivery that the first of these texts names which names one."""
    return next((found for text in texts if (found := returnpath.read(text)) is not None), None)


def headers(message: Message, *names: str) -> list[str]:
    """Return all that a message says under these names, on one line each."""
    return [" ".join(str(said).split()) for name in names for said in message.get_all(name, [])]


def header(message: Message, name: str) -> str:
    return next(iter(headers(message, name)), "")


def parts(message: Message, *types: str) -> list[Message]:
    """Return the parts of these types."""
    return [part for part in message.walk() if part.get_content_type() in types]


def words(part: Message) -> str:
    """Return the text of a part that has one, in whatever characters can be read of it."""
    body = part.get_payload(decode=True)
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else ""
