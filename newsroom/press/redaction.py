"""What no log may hold: the tokens in the addresses that we mail to people."""

import logging
import re

HIDDEN = "[hidden]"
_addresses: dict[str, re.Pattern] = {}
_SIGNED = re.compile(r"[\w.-]+(?::|%3A)[\w-]+(?::|%3A)[\w-]{20,}", re.IGNORECASE)


def hide_after(start: str) -> None:
    """Let no log hold what follows `start` in an address, such as `/preview/`."""
    _addresses[start] = re.compile(rf"({re.escape(start)})[^/\s?\"'<>]+")


def redact(text: str) -> str:
    """Return the text without the tokens in it, known by the address they stand in or by their shape."""
    for start, address in _addresses.items():
        if start in text:
            text = address.sub(rf"\1{HIDDEN}", text)
    return _SIGNED.sub(HIDDEN, text) if _may_be_signed(text) else text


def _may_be_signed(text):
    """Looked at first: most lines of a log hold no colon at all, and the pattern tries every place in them."""
    return ":" in text or "%3a" in text.lower()


def without_traceback_of_refusals(record: logging.LogRecord) -> bool:
    """Let a record of an answer below 500 through without its traceback: nothing of ours is broken."""
    if getattr(record, "status_code", 500) < 500:
        record.exc_info = record.exc_text = None
    return True


class RedactingFormatter(logging.Formatter):
    """Writes a record, its traceback included, without the tokens in it."""

    def format(self, record):
        return redact(super().format(record))
