"""Whether two addresses of the old site mean the same file."""

import re
from unicodedata import normalize
from urllib.parse import unquote, urljoin, urlsplit

from newsroom.press import markup

_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
_SCALED = re.compile(r"-(?:scaled|rotated)(?=\.\w+$)")
# WordPress.com serves the pictures of other sites from its own hosts, the real address behind them.
_SERVED_FOR_OTHERS = re.compile(r"i\d\.wp\.com/(?=[^/]+\.[^/]+/)")


def same(url: str, home: str = "") -> str:
    """Return what all spellings of one address share: host and path, decoded; nothing for no address.

    Scheme, `www.` and query say nothing about the file; what has no host stands on `home`.
    """
    try:
        parts = urlsplit(urljoin(home, url.strip()))
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2].lower()
    address = _SERVED_FOR_OTHERS.sub("", host + unquote(parts.path)) if host else ""
    # Computers spell é with one character or with two; `%00` and its like are characters of no text.
    return normalize("NFC", markup.readable(address).removeprefix("www."))


def full_size(address: str) -> str:
    """Return the address of the picture of which this is a smaller size: `a-300x200.jpg` of `a.jpg`."""
    return _SIZE.sub("", address)


def unscaled(address: str) -> str:
    """Return the address of what was uploaded, before WordPress scaled it down or turned it."""
    return _SCALED.sub("", address)


def beside(address: str, name: str) -> str:
    """Return the address of another file in the same folder."""
    return normalize("NFC", f"{address.rpartition('/')[0]}/{name}") if address else ""
