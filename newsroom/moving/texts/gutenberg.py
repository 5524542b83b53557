"""The comments by which WordPress's block editor keeps its blocks, and what stands between them."""

import re
from collections import Counter
from html import escape
from typing import NamedTuple

from newsroom.moving.reading import jsondata
from newsroom.moving.texts.media import Blocks

LEFT_OUT = "block left out"
JOINED = "pages joined"
DEEPEST = 8  # reusable blocks inside one another
MOST = 200  # reusable blocks in one text
_BLOCK = re.compile(r"\s*(/?)wp:([a-z][a-z0-9_/-]*)\s*(\{.*\})?\s*(/?)\s*", re.DOTALL)
_SILENT = frozenset({"spacer", "more", "nextpage"})
_FREE = "freeform"


class Part(NamedTuple):
    """A piece of a text; in what was typed `freely`, without blocks, blank lines part paragraphs."""

    html: str
    freely: bool


def parts(
    text: str, blocks: Blocks, footnotes: str = ""
) -> tuple[list[Part], Counter[tuple[str, str]]]:
    """Return the text without comments, its reusable blocks filled in, and what could not be filled in.

    `footnotes` is what WordPress keeps of them beside the text, as JSON.
    """
    reading = _Reading(blocks, footnotes)
    reading.read(text)
    found = [Part("".join(pieces), freely) for freely, pieces in reading.parts]
    return found, reading.notes


class _Reading:
    def __init__(self, blocks: Blocks, footnotes: str):
        self.blocks, self.footnotes = blocks, footnotes
        self.notes: Counter[tuple[str, str]] = Counter()
        self.parts: list[tuple[bool, list[str]]] = []
        self.open: list[str] = []
        self.inside: list[str] = []  # the reusable blocks that are being read
        self.filled = 0

    def read(self, text: str):
        end = 0
        while (start := text.find("<!--", end)) >= 0:
            stop = text.find("-->", start + 4)
            if stop < 0:
                break
            self.say(text[end:start])
            self.see(text[start + 4 : stop], text, stop + 3)
            end = stop + 3
        self.say(text[end:])

    def say(self, html: str):
        freely = not self.open or self.open[-1] == _FREE
        if self.parts and (self.parts[-1][0] == freely or not html.strip()):
            self.parts[-1][1].append(html)
        elif html:
            self.parts.append((freely, [html]))

    def see(self, comment: str, text: str, end: int):
        found = _BLOCK.fullmatch(comment)
        if not found:
            self.remark(comment)
            return
        closes, name, attributes, is_void = found.groups()
        name = name.removeprefix("core/")
        if closes:
            self.leave(name)
        elif is_void:
            self.fill(name, _read(attributes))
        else:
            self.open.append(name)
            self.enter(name, attributes, text, end)

    def remark(self, comment: str):
        if comment.strip() == "nextpage":
            self.notes[JOINED, "<!--nextpage-->"] += 1
        if not self.open or self.open[-1] == _FREE:
            self.say("\n\n")

    def leave(self, name: str):
        if name in self.open:
            while self.open.pop() != name:
                pass

    def enter(self, name: str, attributes: str | None, text: str, end: int):
        # WordPress takes a reusable block with an end of its own for one without.
        if name == "block":
            self.reuse(str(_read(attributes).get("ref", "")))
        # Older covers keep their picture in a style.
        html = text[end : max(end, text.find("<!--", end))]
        if name == "cover" and "<img" not in html and "<video" not in html:
            self.say(_picture(_read(attributes)))

    def fill(self, name: str, attributes: dict):
        if name == "block":
            self.reuse(str(attributes.get("ref", "")))
            return
        html = self.instead(name, attributes)
        if html:
            self.say(html)
        elif name not in _SILENT:
            self.notes[LEFT_OUT, name] += 1

    def instead(self, name: str, attributes: dict) -> str:
        if name == "footnotes":
            return _footnotes(self.footnotes)
        if name == "separator":
            return "<hr>"
        if name == "image":
            return _picture(attributes)
        if name == "gallery":
            ids = attributes.get("ids")
            return gallery(ids if isinstance(ids, list) else ())
        address = attributes.get("url")
        if name.partition("/")[0] in ("embed", "core-embed") and isinstance(address, str):
            return f"<p>{escape(address)}</p>"
        return ""

    def reuse(self, ref: str):
        markup = self.blocks.markup(ref) if self.may_reuse(ref) else None
        if markup is None:
            self.notes[LEFT_OUT, f"block {ref}"] += 1
            return
        self.filled += 1
        before, self.open = self.open, [*self.open, "block"] if "<!-- wp:" in markup else [_FREE]
        self.inside.append(ref)
        self.read(markup)
        self.inside.pop()
        self.open = before

    def may_reuse(self, ref: str) -> bool:
        return ref not in self.inside and len(self.inside) < DEEPEST and self.filled < MOST


def gallery(ids) -> str:
    """Return pictures that stand together, by the numbers that the old site gave them."""
    pictures = "".join(f'<img class="wp-image-{int(each)}">' for each in ids if _is_number(each))
    return f'<figure class="gallery">{pictures}</figure>' if pictures else ""


def _is_number(value) -> bool:
    return re.fullmatch("[0-9]{1,19}", str(value)) is not None


def _read(attributes: str | None) -> dict:
    found = jsondata.parse(attributes or "{}")
    return found if isinstance(found, dict) else {}


def _picture(attributes: dict) -> str:
    number, address = attributes.get("id", ""), attributes.get("url", "")
    if not (_is_number(number) or address):
        return ""
    return f'<img class="wp-image-{escape(str(number))}" src="{escape(str(address))}">'


def _footnotes(kept: str) -> str:
    try:
        said = [note["content"] for note in jsondata.parse(kept) or () if note["content"].strip()]
    except (TypeError, KeyError, AttributeError):
        return ""
    items = "".join(f"<li>{each}</li>" for each in said)
    return f"<ol>{items}</ol>" if items else ""
