"""The elements of a body that its pictures and players stand in, and what WordPress meant by them."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from newsroom.moving.texts.figures import MARK, Figures

TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)([^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*)>")
_ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"")
_PART = re.compile(r"</?(?:p|div|li|ul|ol|dd|dt|dl|h[1-6]|blockquote|br)\b[^<>]*>")
_SAID = frozenset({"wp-caption-text", "gallery-caption", "wp-element-caption"})
_FRAMES = frozenset({"wp-caption", "gallery-item", "tiled-gallery-item"})
_GALLERIES = frozenset({"gallery", "wp-block-gallery", "tiled-gallery"})
_PULLED = frozenset({"wp-block-pullquote", "pullquote", "pull-quote"})


@dataclass(eq=False)
class Element:
    """An element that is open; its content begins at piece `start` of what is written."""

    tag: str
    name: str
    attributes: dict[str, str]
    start: int
    captions: list[str] = field(default_factory=list)
    address: str = ""
    told: bool = False  # a picture in it is said in words

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    @cached_property
    def is_pulled(self) -> bool:
        return bool(self.classes & _PULLED)

    @cached_property
    def is_caption(self) -> bool:
        return self.name == "figcaption" or bool(self.classes & _SAID)

    @cached_property
    def is_frame(self) -> bool:
        return self.name == "figure" or bool(self.classes & (_GALLERIES | _FRAMES))

    def wrap(self, inside: str) -> str:
        """Return what stands in the element with its tags, which a figure of no picture does not need."""
        return inside if self.name == "figure" else f"{self.tag}{inside}</{self.name}>"

    def say(self, caption: str):
        """Keep a caption as one line: what stands in it may be emphasised or linked, and no more."""
        line = " ".join(_PART.sub(" ", MARK.sub("", caption)).split())
        if has_words(line):
            self.captions.append(line)

    def end_frame(self, inside: str, figures: Figures) -> str:
        """Return what becomes of a frame: its pictures are one figure, with its captions."""
        pictures = figures.pictures(inside)
        if not pictures:
            return self._without_pictures(inside)
        for picture in pictures:
            inside = inside.replace(picture.mark, "", 1)
        marks = figures.join(pictures, self.captions)
        return marks + (self.wrap(inside) if has_words(inside) else marks_in(inside))

    def _without_pictures(self, inside: str) -> str:
        said = "<br>".join(self.captions)
        # A figure without pictures of an export of ours was one here.
        is_figure = self.told or "newsroom" in self.classes
        if is_figure and not MARK.search(inside):
            return f"<figure>{inside}<figcaption>{said}</figcaption></figure>"
        return self.wrap(inside) + (f"<p>{said}</p>" if said else "")


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag as they were meant."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def marks_in(html: str) -> str:
    """Return the marks of a piece of a body without what stands around them."""
    return "".join(mark[0] for mark in MARK.finditer(html))


def has_words(html: str) -> bool:
    """Say whether there is anything to read between the tags."""
    return bool(unescape(TAG.sub("", html)).strip())
