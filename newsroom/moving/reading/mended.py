"""The list of what was not quite right in an export, and how it was read all the same."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

SHOWN = 10  # lines in the summary
KEPT = 1_000  # lines named one by one; beyond that they are only counted

AMPERSAND = gettext_noop("a bare & was read as that character")
BEFORE = gettext_noop("something before the export was left out")
BEHIND = gettext_noop("something behind the export was left out")
BYTE = gettext_noop("a byte that is not UTF-8 was read as Windows-1252")
CONTROL = gettext_noop("a control character was left out")
END = gettext_noop("]]> inside a text was read as these characters")
ENTITY = gettext_noop("an entity of HTML was read as its character")
LESS = gettext_noop("a bare < was read as that character")
LOST = gettext_noop("a character that was cut in two was replaced by �")
PREFIX = gettext_noop("a prefix that the file does not explain was taken for the usual one")
REFERENCE = gettext_noop("a number of no character was left out")
VERSION = gettext_noop("the version is missing and was taken from the namespace")

COMMENT_TWICE = gettext_noop("a comment has the id of an earlier one")
ORPHAN = gettext_noop("a comment answers one that its item does not have")
TWICE = gettext_noop("an item has the id of an earlier one of its kind")
UNNAMED = gettext_noop("a published item has no slug")
UNTITLED = gettext_noop("an item has no title")


@dataclass(frozen=True, slots=True)
class Mending:
    """One place; `file` is its name where an export has several files."""

    file: str
    line: int
    what: str


@dataclass
class Mended:
    """Everything that was mended in one export, counted; the first places are named."""

    counts: Counter[str] = field(default_factory=Counter)
    places: list[Mending] = field(default_factory=list)
    file: str = ""

    def note(self, line: int, what: str):
        """Remember that something was mended in this line of the file that is being read."""
        self.counts[what] += 1
        if len(self.places) < KEPT:
            self.places.append(Mending(self.file, line, what))

    def text(self) -> str:
        """Return for a person to read what was mended, how often and where first."""
        lines = (f"  {what} × {count}: {self._where(what)}" for what, count in self.counts.items())
        return "\n".join(["Mended in the file:", *lines]) if self.counts else ""

    def _where(self, what: str) -> str:
        found = sorted({(place.file, place.line) for place in self.places if place.what == what})
        named = [f"{file} line {line}".strip() for file, line in found[:SHOWN]]
        return ", ".join(named + ["…"] * (self.counts[what] > len(named)))


class Lines:
    """Counts the lines of a text that is walked through from its beginning to its end."""

    def __init__(self):
        self.line = 1
        self._position = 0

    def at(self, text: str, position: int) -> int:
        """Return the line of this position, which is never before the one that was asked last."""
        self.line += text.count("\n", self._position, position)
        self._position = position
        return self.line

    def leave(self, text: str, position: int):
        """Go on with a text that begins at this position of the present one."""
        self.at(text, position)
        self._position = 0
