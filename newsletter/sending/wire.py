"""An issue as it goes over the line: built once for each language, and cut where it differs from reader to reader.

Both parts are quoted-printable, which every mail server passes on as it is: no line is longer than 76 characters, none
begins with a dot, and each link stands between two soft line breaks, so that putting it in moves nothing else.
"""

import html
import re
import time
from email.header import Header
from email.quoprimime import body_encode
from email.utils import formataddr, formatdate, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from newsletter import addresses, blanks, links
from newsletter.models import IssuePrint
from newsletter.sending.handover import Letter
from newsletter.telling import one_line
from newsroom.press.mail import one_click_headers

LINE = 74  # characters, so that a dot that becomes three leaves it no longer than 76
NEWLINE = "\r\n"
SOFT_BREAK = f"={NEWLINE}"
HEAD = "what stands on top for one reader"
_blanks = re.compile(f"({'|'.join(map(re.escape, blanks.ALL))})")
_first_dots = re.compile(r"^\.", re.MULTILINE)


class Wire:
    """One print of an issue, which becomes a letter to each of its readers."""

    def __init__(self, printed: IssuePrint):
        self._print, self._issue = printed, printed.issue
        self._host = urlsplit(settings.SITE_URL).hostname
        self._leave = links.Many("unsubscribe", links.UNSUBSCRIBE)
        self._preferences = links.Many("preferences", links.PREFERENCES)
        self._dates, self._name = Dates(), f"<newsletter.{self._issue.pk}."
        self._pieces, self._places = self._cut()

    def to(self, letter: Letter) -> list[bytes]:
        """Return the whole message to one reader in pieces, with the line ends of SMTP, and no final dot."""
        leave, preferences = self._tokens(letter)
        differing = {
            HEAD: self._head(letter, leave).encode("ascii"),
            blanks.LEAVE: _on_lines(leave).encode(),
            blanks.PREFERENCES: _on_lines(preferences).encode(),
        }
        pieces = self._pieces.copy()
        for position, name in self._places:
            pieces[position] = differing[name]
        return pieces

    def message(self, letter: Letter) -> EmailMultiAlternatives:
        """Return the same as a message of Django's, for what sends by other ways than SMTP."""
        leave, preferences = self._tokens(letter)
        filled = {
            blanks.LEAVE: f"{self._leave.before}{leave}{self._leave.after}",
            blanks.PREFERENCES: f"{self._preferences.before}{preferences}{self._preferences.after}",
        }
        message = EmailMultiAlternatives(
            subject=one_line(self._issue.subject),
            body=_filled(self._print.text, filled),
            to=[letter.email],
            headers=self._headers() | self._own_headers(letter, leave),
        )
        message.attach_alternative(
            _filled(self._print.html, {blank: html.escape(to) for blank, to in filled.items()}),
            "text/html",
        )
        return message

    def _tokens(self, letter):
        leave = self._leave.token(letter.subscriber, self._issue.newsletter_id)
        return leave, self._preferences.token(letter.subscriber, None, letter.moved_at)

    def _cut(self):
        """Return the pieces of the message, and which of them differ."""
        pieces, places = ["", self._fixed_head()], [(0, HEAD)]
        frames = {blanks.LEAVE: self._leave, blanks.PREFERENCES: self._preferences}
        for kind, content in (("plain", self._print.text), ("html", self._print.html)):
            pieces.append(self._opening(kind))
            for piece in _blanks.split(content):
                if piece not in frames:
                    pieces.append(_quoted(piece))
                    continue
                before, after = _frame(frames[piece], kind)
                places.append((len(pieces) + 1, piece))
                pieces += [before, "", after]
            pieces.append(NEWLINE)
        pieces.append(f"--{self._boundary}--{NEWLINE}")
        return [piece.encode() for piece in pieces], places

    @property
    def _boundary(self):
        return f"=_newsroom_{self._issue.pk}_{self._print.pk}"  # nothing quoted has an = before a _

    def _opening(self, kind):
        headers = {
            "Content-Type": f'text/{kind}; charset="utf-8"',
            "Content-Transfer-Encoding": "quoted-printable",
        }
        return f"--{self._boundary}{NEWLINE}{_lines(headers)}{NEWLINE}"

    def _fixed_head(self):
        name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
        headers = {
            "From": formataddr((_in_ascii("From", name), addresses.in_ascii(address))),
            "Subject": _in_ascii("Subject", one_line(self._issue.subject)),
            **self._headers(),
            "MIME-Version": "1.0",
            "Content-Type": f'multipart/alternative;{NEWLINE} boundary="{self._boundary}"',
        }
        return f"{_lines(headers)}{NEWLINE}"

    def _headers(self):
        return {
            "List-Id": f"<{self._issue.newsletter.slug}.{self._host}>",
            "Precedence": "bulk",
            "Content-Language": self._print.language,
        }

    def _own_headers(self, letter, leave):
        return {
            "Message-ID": f"{self._name}{letter.pk}@{self._host}>",
            **one_click_headers(f"{self._leave.before}{leave}{self._leave.after}"),
        }

    def _head(self, letter, leave):
        own = self._own_headers(letter, leave)
        return _lines({"To": addresses.in_ascii(letter.email), "Date": self._dates.now(), **own})


class Dates:
    """The date of a letter, which many of one second have in common."""

    def __init__(self):
        self._second, self._written = 0, ""

    def now(self) -> str:
        second = int(time.time())
        if second != self._second:
            self._second, self._written = second, formatdate(second)
        return self._written


def _lines(headers):
    return "".join(f"{name}: {value}{NEWLINE}" for name, value in headers.items())


def _in_ascii(header, text):
    """Return words as a header may hold them; what looks like an encoded word is encoded once more."""
    if text.isascii() and "=?" not in text:
        return text
    return Header(text, "utf-8", header_name=header).encode(linesep=NEWLINE)


def _quoted(text):
    quoted = body_encode(text.encode().decode("latin-1"), LINE, NEWLINE)
    return _first_dots.sub("=2E", quoted)


def _frame(link, kind):
    """Return what stands around the token of a link, each on lines of its own."""
    around = [html.escape(part) if kind == "html" else part for part in (link.before, link.after)]
    before, after = (_quoted(part) for part in around)
    return f"{SOFT_BREAK}{before}{SOFT_BREAK}", f"{after}{SOFT_BREAK}"


def _on_lines(token):
    """Return a token, which holds nothing that has to be quoted, on lines that are short enough."""
    lines = [token[start : start + LINE] for start in range(0, len(token), LINE)]
    return SOFT_BREAK.join([*lines, ""])


def _filled(text, filled):
    for blank, address in filled.items():
        text = text.replace(blank, address)
    return text
