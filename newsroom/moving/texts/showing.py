"""Put words in the place of pictures and players, because our pages load nothing from elsewhere."""

import re
from collections import Counter
from html import escape, unescape

TAGS = frozenset("a img picture source video audio iframe embed object track".split())
ATTRIBUTES = {
    "img": {"src", "alt"},
    "source": {"src"},
    "video": {"src"},
    "audio": {"src"},
    "iframe": {"src", "title"},
    "embed": {"src"},
    "object": {"data"},
}
PICTURE = ("left on the old site", "picture")
LINKED = "linked instead of shown"
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:[^<>\"]|\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
# What cameras and upload forms call a picture describes nothing.
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp)|[\w-]*\d[\w-]*", re.IGNORECASE)
_PLAYERS = {
    "video": "video",
    "audio": "audio",
    "iframe": "frame",
    "embed": "frame",
    "object": "frame",
}


def replace(html: str) -> tuple[str, Counter[tuple[str, str]]]:
    """Return well-formed HTML without anything that loads, and how often what became of it.

    A picture becomes its description, linked to where it is; without a description it goes. A
    player becomes a link.
    """
    replacement = _Replacement()
    return _TAG.sub(replacement.see, html), replacement.notes


class _Replacement:
    def __init__(self):
        self.notes: Counter[tuple[str, str]] = Counter()
        self.in_link = False
        self.player = ""

    def see(self, tag: re.Match) -> str:
        closes, name, attributes = tag[1], tag[2], dict(_ATTRIBUTE.findall(tag[3]))
        if name == "a":
            self.in_link = not closes
        if name not in TAGS or name == "a":
            return tag[0]
        if name == "img":
            return self.picture(attributes)
        if name in _PLAYERS:
            return self.enter(name, attributes, closes=bool(closes))
        return self.source(attributes) if name == "source" else ""

    def picture(self, attributes: dict[str, str]) -> str:
        words = attributes.get("alt", "").strip()
        self.notes[PICTURE] += 1
        if not words or _FILE_NAME.fullmatch(words):
            return ""
        return self.link(attributes.get("src", ""), words)

    def enter(self, name: str, attributes: dict[str, str], *, closes: bool) -> str:
        if closes:
            self.player = ""
            return ""
        self.player = _PLAYERS[name]
        return self.play(attributes)

    def source(self, attributes: dict[str, str]) -> str:
        return self.play(attributes) if self.player else ""

    def play(self, attributes: dict[str, str]) -> str:
        address = attributes.get("src") or attributes.get("data", "")
        if not address:
            return ""
        kind, self.player = self.player, ""
        self.notes[LINKED, kind] += 1
        return self.link(address, attributes.get("title", "").strip() or address)

    def link(self, address: str, words: str) -> str:
        words = escape(unescape(words), quote=False)
        if self.in_link or not address:
            return words
        return f'<a href="{escape(unescape(address))}">{words}</a>'
