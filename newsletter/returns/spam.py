"""Complaints that mailbox providers pass on when a reader presses *spam* (ARF, RFC 5965)."""

import re
from email.message import Message
from urllib.parse import unquote

from newsletter.returns.notices import RETURNED, returned_headers
from newsletter.returns.report import Kind, Report, delivery_of, first_named, header, headers, parts

FEEDBACK = "message/feedback-report"
COMPLAINTS = {"abuse", "fraud", "opt-out", "opt-out-list", "complaint"}
_LEAVE = re.compile(r"/newsletter/unsubscribe/([^/>\s]+)/")


def is_one(message: Message) -> bool:
    return bool(parts(message, FEEDBACK))


def read(message: Message) -> Report | None:
    """Return a reader's complaint; None for what else comes in this form, as that something is no spam."""
    fields = _fields(message)
    if header(fields, "Feedback-Type").lower() not in COMPLAINTS:
        return None
    letters = parts(message, *RETURNED)
    named = headers(fields, "Original-Mail-From")
    named += [path for part in letters for path in returned_headers(part, "Return-Path")]
    delivery = first_named(named) or delivery_of(message)
    client = header(fields, "User-Agent")
    return Report(Kind.CALLED_SPAM, delivery, text=client, leave=_leave(letters))


def _fields(message):
    part = parts(message, FEEDBACK)[0]
    inside = part.get_payload()
    return inside[0] if isinstance(inside, list) and inside else part


def _leave(letters):
    """Return the token of the link by which the reader leaves: providers keep it and hide addresses."""
    said = [line for part in letters for line in returned_headers(part, "List-Unsubscribe")]
    found = _LEAVE.search(" ".join(said))
    return unquote(found[1]) if found else ""
