"""What it means when a mail provider's interface does not take a message."""

from enum import Enum

BUSY = {429, 503}


class Verdict(Enum):
    LATER = "later"
    NEVER = "never"
    IN_DOUBT = "in doubt"


def verdict(error: Exception) -> Verdict | None:
    """Return whether to try again, by the answer in HTTP that an error carries; None for a fault of ours."""
    code = getattr(error, "status_code", None)
    if code in BUSY:
        return Verdict.LATER
    if code and 400 <= code < 500:
        return Verdict.NEVER
    if isinstance(error, OSError) or code:
        return Verdict.IN_DOUBT
    return Verdict.NEVER if type(error).__module__.startswith("anymail.") else None
