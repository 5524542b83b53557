"""What no log may hold: the tokens in the addresses that we mail to people."""

import logging
import re

HIDDEN = "[hidden]"
_ADDRESS = re.compile(r"(/(?:preview|comment/held|newsletter/[a-z-]+)/)[^/\s?\"'<>]+")
_SIGNED = re.compile(r"[\w.-]+(?::|%3A)[\w-]+(?::|%3A)[\w-]{20,}", re.IGNORECASE)


def redact(text: str) -> str:
    """Return the text without the tokens in it, known by the address they stand in or by their shape."""
    return _SIGNED.sub(HIDDEN, _ADDRESS.sub(rf"\1{HIDDEN}", text))


class RedactingFormatter(logging.Formatter):
    """Writes a record, its traceback included, without the tokens in it."""

    def format(self, record):
        return redact(super().format(record))
