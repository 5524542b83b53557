"""A clean text as the pieces that stand one below the other in it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:[^<>\"]|\"[^\"]*\")*)>")
_ENDLESS = frozenset({"br", "col", "hr", "img"})
_BLOCKS = frozenset("p h2 h3 h4 ul ol blockquote hr table figure figcaption pre caption".split())


class Block(NamedTuple):
    """One piece: its tag, what the tag says, and what stands inside; loose words are a paragraph."""

    tag: str
    attributes: str
    inside: str

    @property
    def html(self) -> str:
        """Return the piece as it stood in the text."""
        opening = f"<{self.tag}{self.attributes}>"
        return opening if self.tag in _ENDLESS else f"{opening}{self.inside}</{self.tag}>"


def split(html: str) -> Iterator[Block]:
    """Yield the pieces of a text that was cleaned: each tag of it is closed."""
    depth = begin = end = 0
    for tag in _TAG.finditer(html):
        if depth == 0 and (tag[1] or tag[2] not in _BLOCKS):
            continue  # a phrase among loose words
        if depth == 0:
            yield from _loose(html[end : tag.start()])
            opening, begin = tag, tag.end()
        if tag[2] in _ENDLESS and depth:
            continue
        if tag[2] not in _ENDLESS:
            depth += -1 if tag[1] else 1
        if depth == 0:
            yield Block(opening[2], opening[3], html[begin : max(begin, tag.start())])
            end = tag.end()
    yield from _loose(html[end:])


def _loose(html):
    if html.strip():
        yield Block("p", "", html.strip())


def outside_tags(html: str, change) -> str:
    """Return the text with `change` made to its words, its tags as they are."""
    pieces, end = [], 0
    for tag in _TAG.finditer(html):
        pieces += [change(html[end : tag.start()]), tag[0]]
        end = tag.end()
    return "".join([*pieces, change(html[end:])])
