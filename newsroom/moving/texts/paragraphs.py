"""Give loose text its paragraphs, the way WordPress's classic editor meant it."""

import re
from html import unescape

from newsroom.moving.texts import addresses
from newsroom.moving.texts.figures import ALONE, MARK, Figures

# Text that stands directly inside these becomes paragraphs.
CONTAINERS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset footer form "
    "header hgroup legend main menu nav optgroup option section summary".split()
)
# Between the tags of these stands no text at all.
FRAMES = frozenset("colgroup figure hr ol table tbody tfoot thead tr ul col".split())
# These hold a line, and paragraphs only where a blank line says so.
CELLS = frozenset("li td th".split())
LINES = frozenset("caption figcaption h1 h2 h3 h4 h5 h6 p".split())
VERBATIM = frozenset({"pre"})
BLOCKS = CONTAINERS | FRAMES | CELLS | LINES | VERBATIM
ENDLESS = frozenset({"col", "hr"})
# In these stands no figure: it comes before or after.
UNBROKEN = LINES | FRAMES | VERBATIM
LISTS = frozenset({"ul", "ol"})  # the desk's editor has no figures in them: they come behind
LEAPT = UNBROKEN - FRAMES - {"caption", "figcaption"}

TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")
_SPACES = re.compile(r" [ \t]+|\t[ \t]*")
_BLANK_LINES = re.compile(r"(?:\n ?){2,}")
_BREAKS = re.compile(r"<br>(?:\s*<br>)+")
_LINE_END = re.compile(r" ?(?:<br>)? ?\n ?")
_CITED = re.compile(r"\s*<cite>(?:(?!</?cite\b).)*</cite>\s*", re.DOTALL)  # who is quoted
_ADDRESS = re.compile(r"^ ?(https?://[^\s<>\"]+) ?$", re.MULTILINE)


def make(html: str, figures: Figures, *, lines: bool) -> str:
    """Return well-formed HTML with every loose text inside a paragraph and every figure between paragraphs.

    With `lines`, blank lines part paragraphs and single line ends become `<br>`; without, only
    tags do. An address alone on its line becomes a link, one of a provider in a paragraph of its own.
    """
    return _Setter(figures, lines).run(html)


class _Setter:
    """Walks over the tags, collecting what belongs to one block before it is set."""

    def __init__(self, figures: Figures, lines: bool):
        self.figures, self.lines = figures, lines
        self.blocks = ["body"]
        self.starts = [0]  # where in `done` each of them begins
        self.loose: list[str] = []
        self.done: list[str] = []
        self.waiting: list[str] = []  # marks of figures, until what they stand in is over

    def run(self, html: str) -> str:
        end = 0
        for tag in TAG.finditer(html):
            self.loose.append(html[end : tag.start()])
            end = tag.end()
            self.see(tag)
        self.loose.append(html[end:])
        self.settle()
        return "".join([*self.done, self.figures.drawn("".join(self.waiting))])

    def see(self, tag: re.Match):
        closes, name = tag[1], tag[2]
        if name not in BLOCKS:
            self.loose.append(tag[0])
            return
        self.settle()
        if closes:
            self.close(tag[0], name)
            return
        if name not in ENDLESS:
            self.blocks.append(name)
            self.starts.append(len(self.done))
        self.done.append(tag[0])

    def close(self, tag: str, name: str):
        # What a stray </p> leaves parts the words of a line, and is nothing else.
        if name == self.blocks[-1] == "p" and not any(self.done[self.starts[-1] + 1 :]):
            del self.done[self.starts[-1] :]
            tag = " " if self.blocks[-2] in LINES | CELLS else ""
        self.done.append(tag)
        self.leave(name)

    def leave(self, name: str):
        if name in self.blocks[1:]:
            place = len(self.blocks) - 1 - self.blocks[::-1].index(name)
            del self.blocks[place:], self.starts[place:]
        if self.waiting and not UNBROKEN.intersection(self.blocks):
            self.done.append(self.figures.drawn("".join(self.waiting)))
            self.waiting = []

    def settle(self):
        text, self.loose = "".join(self.loose), []
        if "<img" in text and self.blocks[-1] in UNBROKEN:
            text = self.put_off(text, self.blocks[-1])
        self.done.append(self.set(text, self.blocks[-1]))

    def put_off(self, text: str, block: str) -> str:
        """Put the figures of a line before it where it begins with them, else behind it; return its text."""
        before, text, after = self.lifted(text)
        if block in LEAPT and not LISTS.intersection(self.blocks):
            self.done.insert(self.starts[-1], self.figures.drawn(before))
        else:
            after = before + after
        self.waiting.append(after)
        return text

    def lifted(self, text: str) -> tuple[str, str, str]:
        """Return the marks before the first word, the text without marks, and the other marks."""
        marks, words = MARK.findall(text), MARK.split(text)[::2]
        first = next((i for i, piece in enumerate(words) if _has_words(piece)), len(marks))
        marks = [f'<img data-figure="{mark}">' for mark in marks]
        return "".join(marks[:first]), "".join(words), "".join(marks[first:])

    def set(self, text: str, block: str) -> str:
        if block in VERBATIM or not text:
            return text
        text = _SPACES.sub(" ", text)
        if block in FRAMES and not _has_words(text):
            return text.strip()
        parts = self.parts(text)
        if block in LINES:
            return self.within(parts, block)
        return "".join(self.part(part, block, len(parts)) for part in parts)

    def part(self, part: str, block: str, count: int) -> str:
        before, words, after = self.lifted(part) if "<img" in part else ("", part, "")
        words = words.strip(" ")
        stands = (block in CELLS and count < 2) or _CITED.fullmatch(words)
        if _has_words(words) and not stands:
            words = f"<p>{words}</p>"
        if LISTS.intersection(self.blocks):
            self.waiting.append(before + after)
            return words
        return self.figures.drawn(before) + words + self.figures.drawn(after)

    def parts(self, text: str) -> list[str]:
        if self.lines and "<img" in text:
            text = ALONE.sub(r"\n\n\1\n\n", text)
        if "http" in text:
            text = _ADDRESS.sub(self.address, text)
        if self.lines and "<br>" in text:
            text = _BREAKS.sub("\n\n", text)
        parts = _BLANK_LINES.split(text) if self.lines else [text]
        return [self.set_lines(part.strip("\n ")) for part in parts]

    def address(self, line: re.Match) -> str:
        link = f'<a href="{line[1]}">{line[1]}</a>'
        return f"\n\n{link}\n\n" if self.lines and addresses.provided(unescape(line[1])) else link

    def within(self, parts: list[str], block: str) -> str:
        return ("</p><p>" if block == "p" else "<br>").join(part for part in parts if part)

    def set_lines(self, text: str) -> str:
        return _LINE_END.sub("<br>", text) if self.lines and "\n" in text else text


def _has_words(html: str) -> bool:
    return "<br>" in html or bool((TAG.sub("", html) if "<" in html else html).strip())
