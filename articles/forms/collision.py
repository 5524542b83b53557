"""Two people in one story: both texts side by side, and what comes of what was taken of each."""

import json
from dataclasses import dataclass
from itertools import groupby

from articles.forms import parts, posted
from articles.forms.rows import Rows

CHOICES = {parts.THEIRS, parts.MINE, parts.BOTH}


@dataclass
class Side:
    """A part of the form in which the two differ, with its pieces in reading order."""

    part: object
    pieces: list

    @property
    def label(self):
        return self.part.label

    @property
    def runs(self):
        """Return what is the same and what is not, each as far as it goes."""
        grouped = groupby(self.pieces, key=lambda piece: piece.is_same)
        return [(is_same, list(pieces)) for is_same, pieces in grouped]


class Collision:
    """What one has in the form (`mine`) beside what was saved meanwhile (`theirs`), both as a form posts it.

    `form` and `inlines` (pairs of formset and label) are unbound; `opened` is what `fingerprints` said when the form
    was opened.
    """

    def __init__(self, form, inlines, mine, theirs, opened=None):
        self.mine, self.theirs = mine, theirs
        self.opened = opened = opened or {}
        self.parts = all_parts(form, inlines)
        found = [
            Side(part, part.pieces(mine, theirs, opened.get(part.name))) for part in self.parts
        ]
        self.sides = [side for side in found if side.pieces]
        self._name_pieces()

    def __bool__(self):
        return bool(self.sides)

    def is_as_opened(self) -> bool:
        """Say whether nothing was saved since the form was opened."""
        return all(
            part.fingerprint(self.theirs) == self.opened.get(part.name) for part in self.parts
        )

    def has_only_theirs(self) -> bool:
        """Say whether whatever differs was changed by the other alone: then there is nothing to lose, nor to ask."""
        return all(piece.default == parts.THEIRS for piece in self.open_pieces())

    def choose_what_is_ticked(self) -> None:
        """Take of each piece the side that alone was changed."""
        for piece in self.open_pieces():
            piece.choice = piece.default

    def choose(self, data) -> None:
        """Take note of what was chosen on the page."""
        for piece in self.open_pieces():
            choice = data.get(piece.name, "")
            piece.choice = choice if choice in CHOICES else ""

    def is_decided(self) -> bool:
        return all(piece.choice for piece in self.open_pieces())

    def open_pieces(self) -> list:
        return [piece for side in self.sides for piece in side.pieces if not piece.is_same]

    def merged(self):
        """Return what the form would post with what was chosen."""
        data = self.mine.copy()
        pieces = {side.part.name: side.pieces for side in self.sides}
        for part in self.parts:
            part.write(data, self.mine, self.theirs, pieces.get(part.name, []))
        return data

    def fingerprints(self) -> str:
        """Return what tells later what was changed since `theirs`."""
        return fingerprints(self.parts, self.theirs)

    def _name_pieces(self):
        for side in self.sides:
            for number, piece in enumerate(side.pieces):
                piece.name = f"take-{side.part.name}-{number}"


def all_parts(form, inlines) -> list:
    """Return everything in the forms that two people may have written differently."""
    return parts.of_form(form) + [Rows(formset, label) for formset, label in inlines]


def untouched(form, inlines):
    """Return what the forms would post if nobody touched them."""
    pairs = [pair for part in parts.of_form(form) for pair in posted.of_field(part.bound)]
    for formset, _label in inlines:
        pairs += posted.of_formset(formset)
    return posted.as_data(pairs)


def fingerprints(all_of_them, data) -> str:
    """Return the marks of all parts, as the form carries them along."""
    return json.dumps({part.name: part.fingerprint(data) for part in all_of_them})


def read_fingerprints(said) -> dict:
    """Return what a form carried along; nothing where it is none of ours."""
    try:
        marks = json.loads(said or "{}")
    except (ValueError, RecursionError):
        return {}
    return marks if isinstance(marks, dict) and all(map(_is_mark, marks.values())) else {}


def _is_mark(said):
    """Say whether this is the mark of a part, or those of the paragraphs of a text."""
    each = said if isinstance(said, list) else [said]
    return all(isinstance(one, str) for one in each)
