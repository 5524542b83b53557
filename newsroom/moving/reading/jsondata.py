"""Read what WordPress's editor, or an export like ours, wrote as JSON."""

import json
from typing import Any

from newsroom.press import markup

ESCAPE = "\\u"  # of a character, which may be none of a text


def parse(text: str) -> Any:
    """Return the data without what no text has, such as halves of characters; None for what is none."""
    try:
        found = json.loads(text)
        return _readable(found) if ESCAPE in text else found
    except (ValueError, RecursionError):
        return None


def _readable(found: Any) -> Any:
    if isinstance(found, dict):
        return {_readable(key): _readable(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_readable(each) for each in found]
    return markup.readable(found) if isinstance(found, str) else found
