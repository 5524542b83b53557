"""Delivery status notifications, as most mail servers write them (RFC 3464)."""

from email import message_from_bytes
from email.message import Message

from newsletter.bouncecodes import ENHANCED
from newsletter.returns.report import (
    Kind,
    Report,
    delivery_of,
    first_named,
    header,
    headers,
    parts,
)

STATUS = ("message/delivery-status", "message/global-delivery-status")
RETURNED = ("message/rfc822", "message/rfc822-headers", "text/rfc822-headers", "message/global")


def is_one(message: Message) -> bool:
    """Whether a message says in fields what became of another; by its form, for many name it wrongly."""
    return bool(parts(message, *STATUS))


def read(message: Message, recipient: str) -> Report | None:
    """Return the first failure that a notification tells; None where it only tells of a delay or of success."""
    blocks = _blocks(message)
    failed = next((block for block in blocks if _failed(block)), None)
    if failed is None:
        return None
    said = header(failed, "Diagnostic-Code").partition(";")[2].strip()
    delivery = delivery_of(message, recipient) or first_named(_inside(message, blocks))
    return Report(Kind.CAME_BACK, delivery, _code(header(failed, "Status"), said), said)


def _blocks(message):
    """Return the groups of fields: one about the letter, then one for each of its recipients."""
    status, *_more = parts(message, *STATUS)
    blocks = status.get_payload()
    return blocks if isinstance(blocks, list) else []


def _failed(block):
    action = header(block, "Action").lower()
    return action == "failed" or (not action and header(block, "Status")[:1] in {"4", "5"})


def _code(status, said):
    """Return the code; where the server only knows that it failed, what the next server answered it."""
    code = ENHANCED.search(status)
    answered = ENHANCED.search(said)
    if answered and (not code or code[0].endswith(".0.0")):
        return answered[0]
    return code[0] if code else ""


def _inside(message, blocks):
    """Yield what the notification holds of the letter: who Postfix says sent it, who it says it came from."""
    for block in blocks:
        yield from headers(block, "X-Postfix-Sender", "X-Original-Mail-From")
    for part in parts(message, *RETURNED):
        yield from returned_headers(part, "Return-Path")


def returned_headers(part: Message, *names: str) -> list[str]:
    """Return headers of a letter that came along, whole or with its head alone."""
    return headers(_letter(part), *names)


def _letter(part):
    if part.is_multipart():
        return part.get_payload(0)
    body = part.get_payload(decode=True)
    return message_from_bytes(body if isinstance(body, bytes) else b"")
