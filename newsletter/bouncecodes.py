"""What the codes of mail servers say (RFC 5321, RFC 3463): whether the mailbox is at fault, and for how long."""

import re

ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
BASIC = re.compile(r"(?<![\d.])([45])\d\d(?![\d.])")
# Refused for good, but this letter or its sender, not the mailbox: full, too large, too late, in this form, by policy.
NOT_THE_MAILBOX = re.compile(r"5\.(?:1\.[78]|2\.[23]|3\.\d+|4\.[67]|5\.\d+|6\.\d+|7\.\d+)")
THE_SENDER = re.compile(
    r"\b(?:relay\w*|spam\w*|block\w*|black-?list\w*|reputation|policy|authenticat\w+|full|quota)\b",
    re.IGNORECASE,
)
GONE = re.compile(
    r"(?:user|mailbox|recipient|address|account)\W+(?:\w+\W+){0,3}?"
    r"(?:unknown|not found|(?:does|do)(?: not|n't) exist|disabled|rejected)|no such user|unknown user",
    re.IGNORECASE,
)


def is_for_good(code: str, text: str = "") -> bool:
    """Whether a refusal says that the mailbox is not there; what says nothing clear is a refusal for now."""
    exact = ENHANCED.search(code) or ENHANCED.search(text)
    if exact and not exact[0].endswith(".0.0"):
        return exact[1] == "5" and not NOT_THE_MAILBOX.fullmatch(exact[0])
    basic = exact or BASIC.search(code) or BASIC.search(text)
    if basic:
        return basic[1] == "5" and not THE_SENDER.search(text)
    return bool(GONE.search(text))
