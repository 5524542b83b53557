"""Addresses of other sites that stand in a story as a card, which links there and loads nothing from there."""

import re
from dataclasses import dataclass
from enum import Enum
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


class Kind(Enum):
    """What a reader does at the other site."""

    VIDEO = "video"
    SOUND = "sound"
    POST = "post"
    MAP = "map"


@dataclass(frozen=True)
class Provider:
    """A site whose addresses are shown as cards; `pattern` is what follows `https://`, for Python and JavaScript."""

    name: str
    kind: Kind
    pattern: str


@dataclass(frozen=True)
class Embed:
    """An address of a provider, as a reader gets it."""

    provider: Provider
    address: str

    @property
    def said(self) -> str:
        """Return the address in short, as it is printed."""
        parts = urlsplit(self.address)
        return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")


_COUNTRY = r"(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})"
PROVIDERS = (
    Provider(
        "YouTube",
        Kind.VIDEO,
        r"(?:(?:www\.|m\.|music\.)?youtube\.com/(?:watch\?|playlist\?|shorts/|live/|embed/)"
        r"|www\.youtube-nocookie\.com/embed/|youtu\.be/)[\w-]",
    ),
    Provider("Vimeo", Kind.VIDEO, r"(?:www\.|player\.)?vimeo\.com/(?:[\w-]+/)*[0-9]+"),
    Provider("X", Kind.POST, r"(?:www\.|mobile\.)?(?:x|twitter)\.com/(?:i/web|\w+)/status/[0-9]+"),
    Provider("Instagram", Kind.POST, r"(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reels?|tv)/[\w-]"),
    Provider(
        "Facebook",
        Kind.POST,
        r"(?:(?:www\.|m\.|web\.)?facebook\.com/(?:[\w.-]+/(?:posts|videos|photos)/|watch|reel/|share/"
        r"|(?:permalink|story)\.php\?|photo|groups/[\w.-]+/(?:posts|permalink)/)|fb\.watch/\w)",
    ),
    Provider(
        "TikTok",
        Kind.VIDEO,
        r"(?:(?:www\.|m\.)?tiktok\.com/@[\w.-]+/(?:video|photo)/[0-9]+|v[mt]\.tiktok\.com/\w)",
    ),
    Provider(
        "SoundCloud",
        Kind.SOUND,
        r"(?:(?:www\.|m\.)?soundcloud\.com/[\w-]+/[\w-]|on\.soundcloud\.com/\w)",
    ),
    Provider(
        "Google Maps",
        Kind.MAP,
        rf"(?:(?:www\.)?google\.{_COUNTRY}/maps(?!/embed)[/?@]|maps\.google\.{_COUNTRY}/"
        r"|maps\.app\.goo\.gl/\w|goo\.gl/maps/\w)",
    ),
    Provider(
        "OpenStreetMap",
        Kind.MAP,
        r"(?:www\.)?openstreetmap\.org/(?:\?|#map=|node/|way/|relation/|directions\?|search\?)",
    ),
    Provider("Apple Maps", Kind.MAP, r"maps\.apple\.com/"),
)
# What names the one who passed an address on, and nothing at the place that it leads to.
TRACKS = re.compile(
    r"utm_\w+|si|fbclid|igsh|igshid|ref_src|ref_url|mibextid|is_from_webapp|feature"
)
_PLAYERS = (
    (
        re.compile(r"https://www\.youtube(?:-nocookie)?\.com/embed/([\w-]+).*"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"https://player\.vimeo\.com/video/([0-9]+).*"), "https://vimeo.com/{}"),
)
_ADDRESS = re.compile(r"[^\s\"'<>\\]+")
_ALONE = re.compile(
    r"<p(?: lang=\"[^\"]*\")?>\s*(?:<a href=\"([^\"]*)\"[^<>]*>\s*([^<>]*?)\s*</a>|(https?://[^<>\s]+))\s*</p>"
)


def find(address: str) -> Embed | None:
    """Return what stands at an address of one of the providers, None for any other address."""
    if not _ADDRESS.fullmatch(address):
        return None
    secure = re.sub(r"^http://", "https://", address)
    for provider in PROVIDERS:
        if re.match(f"https://{provider.pattern}", secure, re.ASCII):
            return Embed(provider, _for_readers(secure))
    return None


def replace_alone(html: str, draw) -> str:
    """Put what `draw(embed)` returns in the place of each paragraph that is nothing but an address of a provider."""
    return _ALONE.sub(lambda found: _drawn(found, draw), html)


def _drawn(paragraph, draw):
    linked, words, plain = paragraph.groups()
    address = unescape(plain or linked)
    if not plain and unescape(words) not in (address, address.partition("://")[2]):
        return paragraph[0]
    embed = find(address)
    return draw(embed) if embed else paragraph[0]


def _for_readers(address):
    for player, page in _PLAYERS:
        if found := player.fullmatch(address):
            return page.format(found[1])
    parts = urlsplit(address)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not TRACKS.fullmatch(name)]
    if len(kept) == len(asked):
        return address
    return urlunsplit(parts._replace(query=urlencode(kept)))
