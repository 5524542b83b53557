"""The elements of an export and the ways in which WordPress writes words, moments and facts of its own."""

import datetime
from collections.abc import Iterable, Iterator
from email.utils import format_datetime
from html import escape

from django.utils import timezone

from newsroom.press import markup

NO_DATE = "0000-00-00 00:00:00"
PLAIN = "%Y-%m-%d %H:%M:%S"
Meta = tuple[str, str]


def element(name: str, text: object = "", attributes: str = "") -> str:
    """Return an element with these words in it, whatever they are."""
    words = markup.readable(str(text)).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}{attributes}><![CDATA[{words}]]></{name}>\n"


def plain(name: str, text: object) -> str:
    """Return an element whose words are escaped, not wrapped: addresses and feeds' dates."""
    return f"<{name}>{escape(markup.readable(str(text)))}</{name}>\n"


def words(text: str) -> str:
    """Return plain text as HTML: what WordPress keeps is always that."""
    return escape(text, quote=False)


def label(domain: str, slug: str, name: str) -> str:
    """Return that an item stands under a category, a tag or an author."""
    attributes = f' domain="{domain}" nicename="{escape(slug)}"'
    return element("category", words(name), attributes)


def meta(kind: str, facts: Iterable[Meta]) -> Iterator[str]:
    """Yield the facts of a post, a term or a comment that have a value."""
    for key, value in facts:
        if value != "":
            inside = element("wp:meta_key", key) + element("wp:meta_value", value)
            yield f"<wp:{kind}meta>\n{inside}</wp:{kind}meta>\n"


def dates(name: str, moment: datetime.datetime | None, *, has_gmt: bool = True) -> str:
    """Return a moment on the paper's clock and in GMT."""
    local = gmt = NO_DATE
    if moment:
        local = locally(moment)
        gmt = f"{moment.astimezone(datetime.UTC):{PLAIN}}" if has_gmt else NO_DATE
    return element(f"wp:{name}", local) + element(f"wp:{name}_gmt", gmt)


def locally(moment: datetime.datetime) -> str:
    """Return a moment on the paper's clock, to the second."""
    return f"{timezone.localtime(moment):{PLAIN}}"


def in_feeds(moment: datetime.datetime) -> str:
    """Return a moment as feeds write it."""
    return format_datetime(moment.astimezone(datetime.UTC))


def exactly(moment: datetime.datetime | None) -> str:
    """Return a moment to its last fraction of a second, nothing where there is none."""
    return moment.astimezone(datetime.UTC).isoformat() if moment else ""


def beyond_seconds(moment: datetime.datetime | None) -> str:
    """Return a moment as `exactly` does, where whole seconds do not say it."""
    return exactly(moment) if moment and moment.microsecond else ""
