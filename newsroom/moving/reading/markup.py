"""Mend the markup of an export on its way to the parser, and list what was mended.

What is well-formed passes unchanged; what no rule here knows is left for the parser to refuse.
"""

import re
from collections.abc import Iterator
from html.entities import html5

from newsroom.moving.reading import mended, opening
from newsroom.moving.reading.mended import Lines, Mended

AHEAD = 64  # characters that the patterns look ahead
FAR = (
    1 << 16
)  # characters within which the end of a text must show, and what stands behind an export end

_SUSPECT = re.compile(
    r"<(?![A-Za-z_/])|</(?![A-Za-z_])|</rss\b|&(?!(?:amp|lt|gt|quot|apos);)|\]\]>"
)
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{0,31}));")
_CDATA = "<![CDATA["
_ENDS = {_CDATA: "]]>", "<!--": "-->", "<?": "?>"}
_CLOSING = (
    r"</(?:(?:wp|content|excerpt|dc):\w+|title|link|guid|category|description|language)\s{0,9}>"
)
_TEXT_ENDS = re.compile(rf"\s{{0,{AHEAD}}}(?:{_CLOSING}|<!\[CDATA\[)")
_NEXT = re.compile(rf"\]\]>|<!\[CDATA\[|{_CLOSING}")
_ANOTHER = re.compile(r"<(?:rss|channel|item|\?xml)\b|<wp:")
_GAPS = (range(0xD800, 0xE000), range(0xFFFE, 0x10000))  # between the characters of XML


def mend(pieces: Iterator[str], log: Mended) -> Iterator[str]:
    """Yield the text again without what stands around the export; every line keeps its number."""
    markup = _Markup(log)
    yield markup.mend(opening.mend(next(pieces, ""), log))
    for piece in pieces:
        yield markup.mend(piece)
    yield markup.mend("", last=True)


class _Markup:
    """Walks over the text from one suspicious place to the next, holding back what it cannot judge yet."""

    def __init__(self, log: Mended):
        self.log = log
        self.lines = Lines()
        self.text = ""
        self.position = 0
        self.last = False
        self.done: list[str] = []
        self.step = self.through_markup
        self.end = ""  # of what is passed over

    def mend(self, piece: str, *, last: bool = False) -> str:
        self.text, self.position = self.text[self.position :] + piece, 0
        self.last = last
        while self.step():
            pass
        self.lines.leave(self.text, self.position)
        mended_text, self.done = "".join(self.done), []
        return mended_text

    # Each step moves on and says whether there may be another in the text at hand --------------

    def through_markup(self) -> bool:
        safe = len(self.text) - (0 if self.last else AHEAD)
        found = _SUSPECT.search(self.text, self.position)
        if not found or found.start() >= safe:
            self.keep(safe)
            return False
        self.keep(found.start())
        self.judge(found[0])
        return True

    def over(self) -> bool:
        """Pass over a text, a comment or an instruction to its end."""
        end = self.text.find(self.end, self.position)
        if end < 0:
            self.keep(len(self.text) - (0 if self.last else len(self.end) - 1))
            return False
        end += len(self.end)
        ends = self.end != "]]>" or self.text_ends(end)
        if ends is None:
            return False
        if ends:
            self.keep(end)
            self.step = self.through_markup
        else:
            self.keep(end - 3)
            self.put("]]]]><![CDATA[>", 3, mended.END)
        return True

    def to_the_end(self) -> bool:
        """Leave all that follows as it is."""
        self.keep(len(self.text))
        return False

    def behind(self) -> bool:
        """Leave out what stands behind the export, unless it is more of it or does not end."""
        rest = self.text[self.position :]
        if not self.last and len(rest) <= FAR:
            return False
        if len(rest) > FAR or _ANOTHER.search(rest):
            self.step = self.to_the_end
            return True
        self.put("", len(rest), mended.BEHIND if rest.strip() else "")
        return False

    # What the suspicious places are --------------------------------------------------------------

    def judge(self, found: str):
        begun = next((mark for mark in _ENDS if self.text.startswith(mark, self.position)), "")
        if begun:
            self.keep(self.position + len(begun))
            self.step, self.end = self.over, _ENDS[begun]
        elif found == "&":
            self.reference()
        elif found == "]]>":
            self.put("]]&gt;", 3, mended.END)
        elif found == "</rss":
            self.root_ends()
        elif self.text.startswith("<!", self.position):
            self.step = self.to_the_end
        else:
            self.put("&lt;", 1, mended.LESS)

    def reference(self):
        found = _REFERENCE.match(self.text, self.position)
        decimal, hexadecimal, name = found.groups() if found else ("", "", "")
        if decimal or hexadecimal:
            self.number(int(decimal or hexadecimal, 10 if decimal else 16), len(found[0]))
        elif found and f"{name};" in html5:
            characters = "".join(f"&#{ord(each)};" for each in html5[f"{name};"])
            self.put(characters, len(found[0]), mended.ENTITY)
        else:
            self.put("&amp;", 1, mended.AMPERSAND)

    def number(self, number: int, length: int):
        if _is_character(number):
            self.put(f"&#{number};", length)
        else:
            self.put("", length, mended.REFERENCE)

    def root_ends(self):
        end = self.text.find(">", self.position, self.position + AHEAD) + 1
        if end:
            self.keep(end)
        self.step = self.behind if end else self.to_the_end

    def text_ends(self, end: int) -> bool | None:
        """Say whether a text ends at this `]]>`; None where more must be read to tell.

        Text that follows, and then another `]]>` without a new beginning, was all meant as one text.
        """
        if _TEXT_ENDS.match(self.text, end):
            return True
        found = _NEXT.search(self.text, end, end + FAR)
        if not found and not self.last and len(self.text) < end + FAR:
            return None
        return not found or found[0] != "]]>"

    # Writing ----------------------------------------------------------------------------------

    def keep(self, end: int):
        if end > self.position:
            self.done.append(self.text[self.position : end])
            self.position = end

    def put(self, instead: str, length: int, what: str = ""):
        if what:
            self.log.note(self.lines.at(self.text, self.position), what)
        self.done.append(instead)
        self.position += length


def _is_character(number: int) -> bool:
    if number < 0x20:
        return chr(number) in "\t\n\r"
    return number <= 0x10FFFF and not any(number in gap for gap in _GAPS)
