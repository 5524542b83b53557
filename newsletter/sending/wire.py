"""An issue as it goes over the line: built once for each language, and cut where it differs from reader to reader.

Both parts are quoted-printable, which every mail server passes on as it is: no line is longer than 76 characters, none
begins with a dot, and each link stands between two soft line breaks, so that putting it in moves nothing else.
"""

import html
import re
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
_blanks = re.compile(f"({'|'.join(map(re.escape, blanks.ALL))})")
_first_dots = re.compile(r"^\.", re.MULTILINE)


class Wire:
    """One print of an issue, which becomes a letter to each of its readers."""

    def __init__(self, printed: IssuePrint):
        self._print, self._issue = printed, printed.issue
        self._links = links.OfAnIssue(self._issue.newsletter_id)
        self._host = urlsplit(settings.SITE_URL).hostname
        self._pieces, self._places = self._cut()

    def to(self, letter: Letter) -> bytes:
        """Return the whole message to one reader, with every line ending that SMTP wants, and no final dot."""
        leave = self._links.unsubscribe(letter.subscriber)
        preferences = self._links.preferences(letter.subscriber, letter.moved_at)
        differing = {
            "head": self._head(letter, leave),
            ("plain", blanks.LEAVE): _link(leave),
            ("plain", blanks.PREFERENCES): _link(preferences),
            ("html", blanks.LEAVE): _link(html.escape(leave)),
            ("html", blanks.PREFERENCES): _link(html.escape(preferences)),
        }
        pieces = self._pieces.copy()
        for position, name in self._places:
            pieces[position] = differing[name]
        return "".join(pieces).encode("ascii")

    def message(self, letter: Letter) -> EmailMultiAlternatives:
        """Return the same as a message of Django's, for what sends by other ways than SMTP."""
        leave = self._links.unsubscribe(letter.subscriber)
        filled = {
            blanks.LEAVE: leave,
            blanks.PREFERENCES: self._links.preferences(letter.subscriber, letter.moved_at),
        }
        message = EmailMultiAlternatives(
            subject=one_line(self._issue.subject),
            body=_filled(self._print.text, filled),
            to=[letter.email],
            headers=self._headers() | one_click_headers(leave) | self._own_headers(letter),
        )
        message.attach_alternative(
            _filled(self._print.html, {blank: html.escape(to) for blank, to in filled.items()}),
            "text/html",
        )
        return message

    def _cut(self):
        """Return the pieces of the message, and which of them differ."""
        pieces, places = ["", self._fixed_head()], [(0, "head")]
        for kind, content in (("plain", self._print.text), ("html", self._print.html)):
            pieces.append(self._opening(kind))
            for piece in _blanks.split(content):
                if piece in blanks.ALL:
                    places.append((len(pieces), (kind, piece)))
                pieces.append(_quoted(piece))
            pieces.append(NEWLINE)
        return [*pieces, f"--{self._boundary}--{NEWLINE}"], places

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

    def _own_headers(self, letter):
        return {"Message-ID": f"<newsletter.{self._issue.pk}.{letter.pk}@{self._host}>"}

    def _head(self, letter, leave):
        headers = {
            "To": addresses.in_ascii(letter.email),
            "Date": formatdate(),
            **self._own_headers(letter),
            **one_click_headers(leave),
        }
        return _lines(headers)


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


def _link(address):
    return f"{SOFT_BREAK}{_quoted(address)}{SOFT_BREAK}"


def _filled(text, filled):
    for blank, address in filled.items():
        text = text.replace(blank, address)
    return text
