"""What is different between two texts, word by word, as a person reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from articles.differences import aligning, blocks, drawing
from articles.differences.blocks import Node
from newsroom.press import markup

__all__ = ["Pair", "is_changed", "of_bodies", "of_lines"]


@dataclass(frozen=True)
class Pair:
    """A block of a text (a paragraph, a list, a table) and what it became; one side may have nothing there.

    `before` and `after` are the clean HTML of the block itself, "" where there is none. The other three show
    it with its changes marked: in one text, or each side for itself.
    """

    old: Node | None
    new: Node | None

    @property
    def before(self) -> str:
        return self.old.source if self.old else ""

    @property
    def after(self) -> str:
        return self.new.source if self.new else ""

    @property
    def is_same(self) -> bool:
        return bool(self.old and self.new and self.old.html == self.new.html)

    @cached_property
    def together(self) -> SafeString:
        """Show both: what is gone in <del>, what is new in <ins>."""
        return self._drawn(del_=True, ins=True)

    @cached_property
    def before_marked(self) -> SafeString:
        """Show what it was, with what is gone in <del>."""
        return self._drawn(del_=True, ins=False)

    @cached_property
    def after_marked(self) -> SafeString:
        """Show what it became, with what is new in <ins>."""
        return self._drawn(del_=False, ins=True)

    def _drawn(self, **sides):
        return mark_safe(drawing.Drawing(**sides).draw(self.old, self.new))


def of_bodies(before: str, after: str) -> list[Pair]:
    """Return the blocks of two rich texts, aligned: those that stayed, changed, came or went, in reading order.

    The texts are cleaned first, so whatever they were, what is shown may stand on a page. The time grows with
    their length and hardly more: two stories of 5,000 words take a moment even where nothing is alike.
    """
    old, new = (blocks.read(markup.clean(html)) for html in (before, after))
    return [Pair(*pair) for pair in aligning.align(old, new)]


def of_lines(before: str, after: str) -> SafeString:
    """Return two plain texts in one, what is gone in <del> and what is new in <ins>; all else is escaped."""
    old, new = (blocks.of_text(text) for text in (before, after))
    return mark_safe(drawing.Drawing(del_=True, ins=True).draw_words(old, new))


def is_changed(pairs: Sequence[Pair]) -> bool:
    """Say whether anything in a text is different."""
    return not all(pair.is_same for pair in pairs)
