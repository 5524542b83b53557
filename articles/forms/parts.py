"""The parts of a story's form that two people may have written differently: a field, the text, a list of rows."""

import hashlib
from dataclasses import dataclass

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import differences, figures
from articles.differences import blocks, matching
from articles.fields import RichTextFormField
from articles.forms import posted
from newsroom.press import markup

THEIRS, MINE, BOTH = "theirs", "mine", "both"


@dataclass
class Piece:
    """What stands on both sides in one place, and which of the two to take where only one was changed."""

    theirs: SafeString | str
    mine: SafeString | str
    is_same: bool = False
    default: str = ""
    may_be_both: bool = False
    name: str = ""
    choice: str = ""

    @property
    def ticked(self) -> str:
        return self.choice or self.default


class Field:
    """One field of the story, taken as a whole."""

    def __init__(self, bound):
        self.bound, self.name = bound, bound.name
        self.label, self.field = bound.label, bound.field

    def fingerprint(self, data):
        """Return what tells whether this was changed since."""
        return digest(self._value(data))

    def pieces(self, mine, theirs, opened):
        if self._value(mine) == self._value(theirs):
            return []
        marks = (opened, self.fingerprint(theirs), self.fingerprint(mine))
        return [Piece(self._shown(theirs), self._shown(mine), default=default_of(*marks))]

    def write(self, data, mine, theirs, pieces):
        """Write into `data` what was chosen."""
        source = mine if pieces and pieces[0].choice == MINE else theirs
        for name in posted.names(self.bound):
            posted.put(data, name, source.getlist(name))

    def _value(self, data):
        return [posted.read(self.bound, data, name) for name in posted.names(self.bound)]

    def _shown(self, data):
        given = tuple(value for values in self._value(data) for value in values)
        if isinstance(self.field, forms.BooleanField):
            return _("yes") if given else _("no")
        return posted.shown(self.field, given)


class Text(Field):
    """Rich text, taken paragraph by paragraph."""

    def fingerprint(self, data):
        return [digest(block.html) for block in blocks.read(markup.clean(self._html(data)))]

    def pieces(self, mine, theirs, opened):
        pairs = self._pairs(mine, theirs)
        if not differences.is_changed(pairs):
            return []
        base = opened if isinstance(opened, list) else None
        return list(self._compared(pairs, base))

    def write(self, data, mine, theirs, pieces):
        chosen = zip(self._pairs(mine, theirs), pieces, strict=False)
        kept = [text for pair, piece in chosen for text in _chosen(pair, piece)]
        data[self.bound.html_name] = "".join(kept) if pieces else self._html(theirs)

    def _compared(self, pairs, base):
        old = _untouched(base, [pair.old for pair in pairs if pair.old])
        new = _untouched(base, [pair.new for pair in pairs if pair.new])
        for pair in pairs:
            was, now = next(old) if pair.old else None, next(new) if pair.new else None
            yield Piece(
                mark_safe(figures.with_pictures(pair.before_marked)),
                mark_safe(figures.with_pictures(pair.after_marked)),
                is_same=pair.is_same,
                default="" if base is None else _default_of_block(was, now),
                may_be_both=bool(pair.old and pair.new),
            )

    def _pairs(self, mine, theirs):
        return differences.of_bodies(self._html(theirs), self._html(mine))

    def _html(self, data):
        return data.get(self.bound.html_name, "")


class Upload(Field):
    """A file: a form that brings no other leaves the one that is there, unless it takes away what it has not seen."""

    def pieces(self, mine, theirs, opened):
        if not mine.get(self._taking_away) or self.fingerprint(theirs) == opened:
            return []
        return [Piece(self._shown(theirs), "")] if any(self._value(theirs)) else []

    def write(self, data, mine, theirs, pieces):
        """Leave what the form brings to it."""
        if pieces and pieces[0].choice != MINE:
            posted.put(data, self._taking_away, [])

    @property
    def _taking_away(self):
        return forms.ClearableFileInput().clear_checkbox_name(self.bound.html_name)


def digest(value) -> str:
    """Return a short mark of a value, the same for the same value."""
    return hashlib.blake2b(repr(value).encode("utf-8", "replace"), digest_size=6).hexdigest()


def default_of(opened, theirs, mine) -> str:
    """Return the side that alone was changed since the form was opened, "" where both were or nobody knows."""
    if opened == mine != theirs:
        return THEIRS
    if opened == theirs != mine:
        return MINE
    return ""


def listed(lines) -> SafeString | str:
    """Show rows one under the other."""
    pieces = [format_html("<li>{}</li>", line) for line in lines]
    return format_html("<ul>{}</ul>", SafeString("".join(pieces))) if pieces else ""


def of_form(form) -> list:
    """Return the parts of a form that somebody fills in, what is said beside the story (a note) among them."""
    return [_kind_of(bound.field)(bound) for bound in form.visible_fields()]


def _kind_of(field):
    if isinstance(field, RichTextFormField):
        return Text
    return Upload if isinstance(field, forms.FileField) else Field


def _untouched(base, nodes):
    """Say of each block in turn whether it stands as it stood when the form was opened."""
    marks = [digest(node.html) for node in nodes]
    same = {at for _was, at in matching.matched(base or [], marks)}
    return iter([at in same for at in range(len(marks))])


def _default_of_block(theirs_untouched, mine_untouched):
    """Choose for a block; None stands for a side on which there is none."""
    if mine_untouched is None:  # they have a block that I took out, or that they have written
        return MINE if theirs_untouched else THEIRS
    if theirs_untouched is None:
        return THEIRS if mine_untouched else MINE
    if theirs_untouched == mine_untouched:
        return ""
    return MINE if theirs_untouched else THEIRS


def _chosen(pair, piece):
    if piece.is_same or piece.choice == THEIRS:
        return [pair.before]
    return [pair.after] if piece.choice == MINE else [pair.before, pair.after]
