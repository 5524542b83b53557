"""Letters that came back in the words of mail servers from before there was a form for it: qmail, Exim, and others."""

import re
from email.message import Message

from newsletter.bouncecodes import BASIC, ENHANCED, GONE
from newsletter.returns.report import Kind, Report, delivery_of, header, parts, words

LOOKED_AT = 20_000  # characters of what a server writes above the letter that it returns
SERVERS = re.compile(
    r"mailer-daemon|postmaster|mdaemon|mail delivery (?:sub)?system", re.IGNORECASE
)
FAILED = re.compile(
    r"undeliver|not be delivered|couldn't be delivered|returned (?:mail|to sender)|returning message"
    r"|delivery (?:has |status notification \()?fail|failure notice|delivery failure|delivery error"
    r"|could not deliver|wasn't able to deliver|permanent error|mail system error",
    re.IGNORECASE,
)
LATE = re.compile(
    r"\bdelay|still being retried|will (?:be )?(?:keep )?(?:try|retr)|warning:|not yet been delivered"
    r"|do not need to resend",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"out of (?:the )?office|auto(?:matic)?[ -]?(?:reply|response)|vacation|abwesen|absence"
    r"|not in the office|on leave",
    re.IGNORECASE,
)
COPY = re.compile(
    r"^-+\s*(?:below this line|this is a copy|original message|returned message)", re.I | re.M
)


def read(message: Message, recipient: str) -> Report | None:
    """Return what a server says of a letter; None for what people and their absence notices answer."""
    subject, said = header(message, "Subject"), _said(message)
    if not _is_from_a_server(message) or AWAY.search(subject):
        return None
    if LATE.search(subject) or LATE.search(said) or not FAILED.search(f"{subject}\n{said}"):
        return None
    found = ENHANCED.search(said) or BASIC.search(said) or GONE.search(said)
    code = found[0] if found and found[0][0].isdigit() else ""
    return Report(Kind.CAME_BACK, delivery_of(message, recipient), code, _line(said, found))


def _is_from_a_server(message):
    if message.get("X-Failed-Recipients"):  # Exim names them
        return True
    return bool(SERVERS.search(header(message, "From")))


def _said(message):
    """Return the words of the server, without the letter that stands below them."""
    texts = [words(part) for part in parts(message, "text/plain")[:1]]
    said = "".join(texts)[:LOOKED_AT]
    copy = COPY.search(said)
    return said[: copy.start()] if copy else said


def _line(said, found):
    """Return the line that says why, or the first ones."""
    if not found:
        return " ".join(said.split())[:500]
    start, end = said.rfind("\n", 0, found.start()) + 1, said.find("\n", found.end())
    return said[start : end if end > 0 else None].strip()
