"""A text as the blocks and words that it is made of."""

import re
from collections import Counter
from functools import cached_property
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import NamedTuple

from django.utils.html import escape

from newsroom.press.markup import BLOCKS

VOID = frozenset(("br", "img", "hr", "wbr"))
PARTS = BLOCKS - {"br"}  # what parts a text; all else stands among its words
DEEPEST = 40  # blocks in one another; what stands deeper counts to the last of them

# A word with the marks inside it: Armenian sets its question, its stress and its exclamation on a vowel, and
# an apostrophe, a hyphen or the point of a number parts no word. Of all else, each sign stands for itself.
_LETTER = r"[\w\u0300-\u036f\u00ad\u200c\u200d]"
_INSIDE = r"[\u055a-\u055c\u055e\u055f\u058a'’\u2010\u2011-]+"
_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)+|{_LETTER}+(?:{_INSIDE}{_LETTER}+)*[\u055b\u055c\u055e]?|\s|[^\w\s]"
)
_SPACES = re.compile(r"[ \t\r\n\f]+")


class Word(NamedTuple):
    """A word, a space, a sign or a picture, and the tags that open around it."""

    html: str
    around: tuple[str, ...] = ()

    @property
    def is_space(self) -> bool:
        return self.html.isspace()


class Run:
    """Words that stand in one line of writing."""

    opening = ""

    def __init__(self, words=()):
        self.words = list(words)
        self.source = ""

    @cached_property
    def html(self):
        return spell(self.words)

    @cached_property
    def bag(self) -> Counter:
        return Counter(word.html.casefold() for word in self.words if not word.is_space)


class Block:
    """A part of a text, with the blocks and the runs of words that stand in it."""

    def __init__(self, tag="", opening=""):
        self.tag, self.opening = tag, opening
        self.children: list[Node] = []
        self.source = ""

    @property
    def closing(self) -> str:
        return "" if self.tag in VOID else f"</{self.tag}>"

    @cached_property
    def html(self):
        return self.opening + "".join(child.html for child in self.children) + self.closing

    @cached_property
    def bag(self) -> Counter:
        return sum((child.bag for child in self.children), Counter())


Node = Block | Run


def read(html: str) -> list[Node]:
    """Return the blocks of a clean text, each with its own piece of the HTML as its `source`."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.blocks()


def of_text(text: str) -> list[Word]:
    """Return the words of a plain text."""
    return _words(text, ())


def spell(words: list[Word], after_link=lambda opening: "") -> str:
    """Write words with the tags around them; `after_link` adds something behind each link."""
    pieces: list[str] = []
    opened: tuple[str, ...] = ()
    for word in [*words, Word("")]:
        shared = _shared(opened, word.around)
        for opening in reversed(opened[shared:]):
            pieces += [_closing(opening), after_link(opening)]
        pieces += [*word.around[shared:], word.html]
        opened = word.around
    return "".join(pieces)


def _shared(one, other):
    """Return how many tags two words stand in together."""
    alike = [a == b for a, b in zip(one, other, strict=False)]
    return [*alike, False].index(False)


def _closing(opening):
    return f"</{re.match('<([a-z0-9]+)', opening)[1]}>"


def _words(text, around):
    return [Word(escape(piece), around) for piece in _WORD.findall(text)]


def _opening(tag, attributes):
    return "".join(
        [f"<{tag}", *(f' {name}="{escape(value or "")}"' for name, value in attributes), ">"]
    )


class _Reader(HTMLParser):
    """Makes a tree of blocks; inline tags become a part of each word."""

    def __init__(self, html):
        super().__init__()
        self._html = html
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._root = Block()
        self._within = [self._root]
        self._around: list[str] = []
        self._starts: list[int] = []

    def blocks(self):
        """Return what was read; a blank between two blocks is nothing."""
        ends = [*self._starts, len(self._html)]
        for child, (start, end) in zip(self._root.children, pairwise(ends), strict=True):
            source = child.html if isinstance(child, Run) else self._html[start:end]
            child.source = source.strip()
        return _without_blanks(self._root)

    def handle_starttag(self, tag, attrs):
        opening = _opening(tag, attrs)
        if tag in PARTS:
            self._open(Block(tag, opening))
        elif tag in VOID:
            self._write([Word(opening, tuple(self._around))])
        else:
            self._around.append(opening)

    def handle_endtag(self, tag):
        if tag in PARTS and len(self._within) > 1:
            self._within.pop()
        elif self._around and tag not in PARTS:
            self._around.pop()

    def handle_data(self, data):
        if not any(block.tag == "pre" for block in self._within):
            data = _SPACES.sub(" ", data)
        self._write(_words(data, tuple(self._around)))

    def _open(self, block):
        if len(self._within) < DEEPEST:
            self._append(block)
        else:
            block = self._within[-1]
        if block.tag not in VOID:
            self._within.append(block)

    def _write(self, words):
        here = self._within[-1].children
        if not here or not isinstance(here[-1], Run):
            self._append(Run())
        here[-1].words += words

    def _append(self, node):
        if self._within[-1] is self._root:
            line, column = self.getpos()
            self._starts.append(self._lines[line - 1] + column)
        self._within[-1].children.append(node)


def _without_blanks(block):
    """Drop the runs of nothing but spaces that stand between blocks."""
    if any(isinstance(child, Block) for child in block.children) or not block.tag:
        block.children = [
            child for child in block.children if isinstance(child, Block) or child.bag
        ]
    for child in block.children:
        if isinstance(child, Block):
            _without_blanks(child)
    return block.children
