"""Show the pictures and cards of a body that can be shown, and say the others in words.

Our pages load nothing from elsewhere: a picture that did not come along becomes its description, linked to where
it is, and a player becomes a link.
"""

import re
from collections import Counter
from html import escape

from newsroom.moving.texts import addresses
from newsroom.moving.texts.elements import TAG, Element, attributes, has_words, marks_in
from newsroom.moving.texts.figures import MARK, Card, Figure, Figures
from newsroom.moving.texts.media import Media

TAGS = frozenset("a img picture source video audio iframe embed object track".split())
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "width", "data-id", "data-attachment-id"}
    | {"data-src", "data-lazy-src", "data-orig-file"},
    "source": {"src"},
    "video": {"src"},
    "audio": {"src"},
    "iframe": {"src", "title", "data-src"},
    "embed": {"src"},
    "object": {"data"},
}
LEFT = "picture left on the old site"
LINKED = "linked instead of shown"
UNLINKED = "link of a picture left out"
_NUMBER = re.compile(r"(?:^|\s)wp-image-([0-9]+)(?:\s|$)")
_TINY = frozenset({"emoji", "wp-smiley"})
# What cameras and upload forms call a picture describes nothing.
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp)|[\w-]*\d[\w-]*", re.IGNORECASE)
_SOURCES = ("data-orig-file", "src", "data-src", "data-lazy-src")
_PLAYERS = {"video": "video", "audio": "audio", "iframe": "frame", "object": "frame"}
_WATCHED = frozenset("a figure figcaption div p ul dl dd blockquote".split()) | _PLAYERS.keys()
_BLOCKS = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|blockquote)\b|\n\s*\n")


class Showing:
    """Walks over well-formed HTML, once; `figures` and `notes` are complete after `run`."""

    def __init__(self, media: Media):
        self.media = media
        self.figures = Figures()
        self.notes: Counter[tuple[str, str]] = Counter()
        self.open: list[Element] = []
        self.frames: list[Element] = []  # those of them that hold pictures
        self.links = 0
        self.pieces: list[str] = []

    def run(self, html: str) -> str:
        """Return the HTML without anything that loads, a mark in the place of each figure."""
        end = 0
        for tag in TAG.finditer(html):
            self.pieces.append(html[end : tag.start()])
            self.pieces.append(self.see(tag))
            end = tag.end()
        self.pieces.append(html[end:])
        return "".join(self.pieces)

    def see(self, tag: re.Match) -> str:
        closes, name = tag[1], tag[2]
        if name in _WATCHED:
            return self.leave(name, tag[0]) if closes else self.enter(tag)
        if name not in TAGS:
            return tag[0]
        if name == "img":
            return self.picture(attributes(tag[3]))
        return self.source(name, attributes(tag[3]).get("src", ""))

    def enter(self, tag: re.Match) -> str:
        element = Element(tag[0], tag[2], attributes(tag[3]), len(self.pieces) + 1)
        self.open.append(element)
        self.links += element.name == "a"
        if element.is_frame:
            self.frames.append(element)
        if element.name in _PLAYERS:
            found = map(element.attributes.get, ("src", "data-src", "data"))
            element.address = next(filter(None, found), "")
        if element.name == "blockquote" and any(each.is_pulled for each in self.open):
            return '<blockquote class="pull">'
        return "" if _is_held(element) else tag[0]

    def leave(self, name: str, tag: str) -> str:
        if not self.open or self.open[-1].name != name:
            return ""
        element = self.open.pop()
        self.links -= name == "a"
        if element.is_frame:
            self.frames.pop()
        if not _is_held(element):
            return tag
        inside = "".join(self.pieces[element.start :])
        del self.pieces[element.start :]
        if name == "a":
            return self.link(element, inside)
        if name in _PLAYERS:
            return self.player(element, inside)
        return (
            element.end_frame(inside, self.figures)
            if element.is_frame
            else self.caption(element, inside)
        )

    def caption(self, element: Element, inside: str) -> str:
        if not self.frames:
            return f"<p>{inside}</p>"
        self.frames[-1].say(inside)
        return marks_in(inside)

    def picture(self, known: dict[str, str]) -> str:
        if _TINY.intersection(known.get("class", "").split()):
            return escape(known.get("alt", ""), quote=False)
        number = _NUMBER.search(known.get("class", ""))
        old_id = (
            number[1] if number else known.get("data-id") or known.get("data-attachment-id") or ""
        )
        if self.links:
            link = next(element for element in reversed(self.open) if element.name == "a")
            link.address = known.get("src", "")
        key = self.key(known, old_id)
        return self.tell(known, old_id) if key is None else self.figures.put(Figure([key]))

    def key(self, known: dict[str, str], old_id: str) -> int | None:
        # A number may be that of an even older site; an address is what was shown.
        for name in _SOURCES:
            if known.get(name) and (key := self.media.picture(known[name])) is not None:
                return key
        return self.media.picture_of(old_id) if old_id else None

    def tell(self, known: dict[str, str], old_id: str) -> str:
        source, words = known.get("src", ""), known.get("alt", "").strip()
        if known.get("width") == "1":  # it counts readers
            return ""
        self.notes[LEFT, source or f"number {old_id}"] += 1
        if self.frames:
            self.frames[-1].told = True
        if not words or _FILE_NAME.fullmatch(words):
            return ""
        words = escape(words, quote=False)
        return words if self.links or not source else f'<a href="{escape(source)}">{words}</a>'

    def source(self, name: str, address: str) -> str:
        players = [element for element in self.open if element.name in _PLAYERS]
        if players:
            players[-1].address = players[-1].address or address
            return ""
        return self.play("frame", address) if name == "embed" and address else ""

    def player(self, element: Element, inside: str) -> str:
        # Of what stands in a player browsers show nothing, unless somebody forgot to close it.
        rest = inside if _BLOCKS.search(inside) or not element.address else ""
        title = element.attributes.get("title", "").strip()
        kind = _PLAYERS[element.name]
        return (self.play(kind, element.address, title) if element.address else "") + rest

    def play(self, kind: str, address: str, title: str = "") -> str:
        page = addresses.provided(address)
        if page:
            return self.figures.put(Card(page, page))
        here = self.media.file(address)
        if here:
            return self.figures.put(Card(here, title or addresses.file_name(address)))
        self.notes[LINKED, kind] += 1
        address = addresses.secure(address)
        return self.figures.put(Card(address, title or address))

    def link(self, element: Element, inside: str) -> str:
        address = element.attributes.get("href", "").strip()
        if not has_words(inside):
            self.unlink(element, address, inside)
            return inside
        # What an address of the page itself leads to is not kept.
        if not address or address.startswith("#"):
            return inside
        here = self.media.file(address) if addresses.is_file(address) else None
        if here is None:
            return f"{element.tag}{inside}</a>"
        words = TAG.sub("", inside).strip()
        is_bare = words in (address, escape(address, quote=False))
        inside = escape(addresses.file_name(address), quote=False) if is_bare else inside
        return f'<a href="{escape(here)}">{inside}</a>'

    def unlink(self, element: Element, address: str, inside: str):
        if not (address and MARK.search(inside)):
            return
        leads_to_itself = (
            address.startswith("#")
            or addresses.is_picture(address)
            or "attachment" in element.attributes.get("rel", "")
            or "attachment_id=" in address
            or addresses.is_page_of(address, element.address)
        )
        if not leads_to_itself:
            self.notes[UNLINKED, address] += 1


def _is_held(element: Element) -> bool:
    """Say whether it is only known at its end what becomes of an element."""
    return element.name == "a" or element.name in _PLAYERS or element.is_frame or element.is_caption
