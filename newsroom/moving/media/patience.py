"""How long to wait for an old site that has too much to do."""

import datetime
from email.utils import parsedate_to_datetime

BUSY = {429, 500, 502, 503, 504}
WAITS = (1.0, 4.0, 16.0)  # seconds before each further try
IN_VAIN = (
    20  # files that an old site fails to send, one after the other, until nobody asks it any more
)
LONGEST = 60.0  # seconds that we wait because a site says so


class Busy(Exception):
    """The old site may answer a little later; `after` is what it says about when, in a header's words."""

    def __init__(self, why: str, after: str = ""):
        super().__init__(why)
        self.after = after


def seconds(busy: Busy, otherwise: float) -> float:
    """Return for how long to wait before the next try."""
    said = _said(busy.after.strip())
    return min(max(said, 0.0), LONGEST) if said is not None else otherwise


def _said(after: str) -> float | None:
    if after.isascii() and after.isdecimal() and len(after) < 10:
        return float(after)
    try:
        moment = parsedate_to_datetime(after)
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return (moment - datetime.datetime.now(datetime.UTC)).total_seconds()
