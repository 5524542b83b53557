"""What a body has to ask: which pictures and files came along, and what its reusable blocks say."""

import re
from typing import Protocol
from urllib.parse import unquote, urlsplit

_PHOTON = re.compile(r"i[0-9]\.wp\.com")
_SIZE = re.compile(r"-[0-9]{1,5}x[0-9]{1,5}$")
_EDITED = re.compile(r"-e[0-9]{10,13}$")
_MADE = ("-scaled", "-rotated")


class Media(Protocol):
    """The pictures and files of the old site that are here by now."""

    def picture(self, url: str) -> int | None:
        """Return the key of the picture that a text shows by this address, whatever its size there."""

    def picture_of(self, attachment_id: str) -> int | None:
        """Return the key of the picture that the old site kept under this number."""

    def file(self, url: str) -> str | None:
        """Return the address here of a file that a text links to, a picture among them."""


class Blocks(Protocol):
    """The blocks that the old site kept once and showed in many texts."""

    def markup(self, old_id: str) -> str | None:
        """Return what a reusable block says, or None where the file does not hold it."""


class _Nothing:
    def picture(self, url: str) -> int | None:
        return None

    def picture_of(self, attachment_id: str) -> int | None:
        return None

    def file(self, url: str) -> str | None:
        return None

    def markup(self, old_id: str) -> str | None:
        return None


NOTHING: Media = _Nothing()
NONE: Blocks = _Nothing()


def originals(url: str) -> list[str]:
    """Return the addresses that the picture or file at `url` may have had when it was uploaded, likeliest first.

    All are written in one way (`https`, the host in small letters, nothing after the path, no percent signs), so
    that they can be compared: the first is the address itself, the others stand without the size, the cut or the
    proxy by which a text asked for it.
    """
    found = _plain(url)
    if not found:
        return []
    stem, dot, ending = found.rpartition(".")
    if not dot or "/" in ending:
        return [found]
    return list(dict.fromkeys(f"{each}.{ending}" for each in _stems(stem)))


def _plain(url: str) -> str:
    url = "".join(url.split())
    try:
        parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
        host = parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    path = unquote(parts.path)
    if _PHOTON.fullmatch(host):
        host, _, path = path.lstrip("/").partition("/")
        path = f"/{path}"
    return f"https://{host}{path}"


def _stems(stem: str) -> list[str]:
    whole = [stem, _SIZE.sub("", stem)]
    whole += [each.removesuffix(made) for each in whole for made in _MADE]
    whole += [_EDITED.sub("", each) for each in whole]
    return whole + [each + made for each in dict.fromkeys(whole) for made in _MADE]
