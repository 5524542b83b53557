"""The one spelling in which an old address is kept and looked for."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from newsroom.models.oldaddress import LONGEST_PATH

# What WordPress calls the number of a post, a page and a file: all three count in one row.
ITEM_NAMES = ("p", "page_id", "attachment_id")
LIST_NAMES = ("cat", "author", "author_name", "tag")
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # what no database takes
LONGEST_NUMBER = 19  # digits


def plain(path: str) -> str:
    """Return a decoded path in small letters that begins with a slash and ends without one."""
    path = unicodedata.normalize("NFC", NO_TEXT.sub("", path)).lower()
    # Some old web servers could not do without the name of the program.
    parts = [part for part in path.split("/") if part and part != "index.php"]
    return f"/{'/'.join(parts)}"[:LONGEST_PATH]


def of_url(url: str) -> str:
    """Return a whole address, or one that begins with its path, as it is kept; nothing where it cannot be read."""
    parts = split(url)
    if parts is None:
        return ""
    path = plain(unquote(parts.path))
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return next(by_name(path, asked), path)


def by_name(path: str, query: Mapping[str, str]) -> Iterator[str]:
    """Yield what a query asks an old site for, by a number or a name; many a link has a slash behind the number."""
    for name in ITEM_NAMES:
        if is_number(number := query.get(name, "").rstrip("/")):
            yield asking(path, "p", number)
    for name in LIST_NAMES:
        if value := query.get(name, "").rstrip("/"):
            yield asking(path, name, value)


def asking(base: str, name: str, value: str) -> str:
    """Return the address at which an old site below `base` asks for something by a number or a name."""
    value = str(int(value)) if is_number(value) else plain(value)[1:]
    return f"{base.rstrip('/')}/?{name}={value}"[:LONGEST_PATH]


def is_number(text: str) -> bool:
    """Say whether this may be the number of something on an old site."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER


def split(url: str) -> SplitResult | None:
    """Return the parts of an address, None for what is none."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        return None


def host(url: str) -> str:
    """Return the host of an address as all its spellings have it; nothing for one that begins with its path."""
    parts = split(url)
    return (parts.hostname or "").removeprefix("www.") if parts else ""
