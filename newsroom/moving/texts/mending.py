"""What scrapers and earlier moves left in titles and texts, mended where there is no doubt."""

import re
from collections import Counter
from html import unescape
from typing import NamedTuple

SLASHES = "slashes before quotation marks taken away"
_SLASHED = re.compile(r"\\+(?=['\"‘’“”])")


class Mended(NamedTuple):
    """A text as it was meant; the notes count what was mended or looks wrong, by why and what."""

    text: str
    notes: Counter[tuple[str, str]]


def title(text: str) -> Mended:
    """Return a title, a name or other plain words on one line as they were meant."""
    notes: Counter[tuple[str, str]] = Counter()
    text = unescape(text)
    mended = _SLASHED.sub("", text)
    if mended != text:
        notes[SLASHES, text] += 1
    return Mended(mended, notes)
