"""Addresses in a body: players of other sites, and files of the old one."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from articles import embeds
from newsroom.moving.texts.media import originals

# Players that say in their own address what they play.
_ASKED = re.compile(
    r"https?://(?:www\.facebook\.com/plugins/|w\.soundcloud\.com/player|platform\.twitter\.com/embed)"
)
_WRAPPED = ("href", "url")
_OLD_PLAYER = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/v/([\w-]{5,20}).*")
_TWEET = re.compile(r"https?://platform\.twitter\.com/embed/\S*[?&]id=([0-9]+)")
_FILE = re.compile(r"\.(?!(?:html?|php[0-9]?|aspx?|com|org|net|am)$)[a-z0-9]{2,5}$", re.IGNORECASE)

_NO_WORD = re.compile(r"[^\w-]+")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?)$", re.IGNORECASE)


def secure(address: str) -> str:
    """Return an address that says how to get there."""
    address = address.strip()
    return f"https:{address}" if address.startswith("//") else address


def provided(address: str) -> str:
    """Return the page of a provider that a player or a link shows, or nothing where it is none of theirs."""
    address = secure(address)
    old = _OLD_PLAYER.fullmatch(address)
    if old:
        address = f"https://www.youtube.com/watch?v={old[1]}"
    if tweet := _TWEET.match(address):
        address = f"https://x.com/i/status/{tweet[1]}"
    found = embeds.find(address) or _wrapped(address)
    return found.address if found else ""


def is_file(address: str) -> bool:
    """Say whether an address may be one of a file, not of a page."""
    return _FILE.search(_path(address)) is not None


def is_picture(address: str) -> bool:
    """Say whether an address is one of a picture."""
    return _PICTURE.search(_path(address)) is not None


def is_page_of(address: str, source: str) -> bool:
    """Say whether a page is named after a picture, as those are that WordPress makes for each."""
    page = _path(address).rstrip("/").rpartition("/")[2].lower()
    files = (each.rpartition("/")[2].rpartition(".")[0].lower() for each in originals(source))
    return any(page == _NO_WORD.sub("-", each) for each in files)


def file_name(address: str) -> str:
    """Return what a file is called, as a reader reads it."""
    return unquote(_path(address).rpartition("/")[2]) or address


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _wrapped(address: str) -> embeds.Embed | None:
    if not _ASKED.match(address):
        return None
    asked = parse_qs(_query(address))
    return next((embeds.find(asked[name][0]) for name in _WRAPPED if name in asked), None)


def _query(address: str) -> str:
    try:
        return urlsplit(address).query
    except ValueError:
        return ""
