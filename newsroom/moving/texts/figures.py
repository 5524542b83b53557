"""What stands apart from the words of a body: pictures, galleries and cards, and the marks that hold their places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

MARK = re.compile(r'<img data-figure="([0-9]+)">')
ALONE = re.compile(r'^ ?((?:<img data-figure="[0-9]+"> ?)+)$', re.MULTILINE)
MOST = 50  # pictures of one gallery; more become another


@dataclass(eq=False)
class Figure:
    """One or several pictures with what is said of them."""

    keys: Sequence[int]
    captions: list[str] = field(default_factory=list)
    mark: str = ""

    @property
    def html(self) -> str:
        """Return the figure as a body keeps it."""
        said = "<br>".join(filter(None, self.captions))
        caption = f"<figcaption>{said}</figcaption>" if said else ""
        if len(self.keys) == 1:
            return f'<figure data-picture="{self.keys[0]}">{caption}</figure>'
        keys = " ".join(map(str, self.keys))
        return f'<figure data-gallery="{keys}">{caption}</figure>'


@dataclass(eq=False)
class Card:
    """A link that stands alone; where it is to a page of a provider, a card is drawn of it."""

    address: str
    words: str
    mark: str = ""

    @property
    def html(self) -> str:
        """Return the link as a paragraph."""
        return f'<p><a href="{escape(self.address)}">{escape(self.words, quote=False)}</a></p>'


class Figures:
    """All of one body, each with its mark in the text."""

    def __init__(self):
        self.all: list[Figure | Card] = []

    def put(self, figure: Figure | Card) -> str:
        """Return the mark that holds its place."""
        figure.mark = f'<img data-figure="{len(self.all)}">'
        self.all.append(figure)
        return figure.mark

    def drawn(self, marks: str) -> str:
        """Return what stands where these marks are."""
        return "".join(self.all[int(mark)].html for mark in MARK.findall(marks))

    def pictures(self, html: str) -> list[Figure]:
        """Return the pictures whose marks stand in a piece of a body."""
        found = [self.all[int(mark)] for mark in MARK.findall(html)]
        return [figure for figure in found if isinstance(figure, Figure)]

    def join(self, pictures: list[Figure], captions: list[str]) -> str:
        """Return the marks of the pictures as one gallery that says all that is said of them."""
        if len(pictures) == 1:
            pictures[0].captions += captions
            return pictures[0].mark
        keys = [key for figure in pictures for key in figure.keys]
        rows = [Figure(keys[start : start + MOST]) for start in range(0, len(keys), MOST)]
        rows[-1].captions = [said for figure in pictures for said in figure.captions] + captions
        return "".join(map(self.put, rows))
