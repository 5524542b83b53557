"""Give loose text its paragraphs, the way WordPress's classic editor meant it."""

import re

# Text that stands directly inside these becomes paragraphs.
CONTAINERS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset footer form header "
    "main nav section summary".split()
)
# Between the tags of these stands no text at all.
FRAMES = frozenset("colgroup figure hr ol table tbody tfoot thead tr ul col".split())
# These hold a line, and paragraphs only where a blank line says so.
CELLS = frozenset("li td th".split())
LINES = frozenset("caption figcaption h1 h2 h3 h4 h5 h6 p".split())
VERBATIM = frozenset({"pre"})
BLOCKS = CONTAINERS | FRAMES | CELLS | LINES | VERBATIM
ENDLESS = frozenset({"col", "hr"})

TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)(?:[^<>\"]|\"[^\"]*\")*>")
_BLANK_LINES = re.compile(r"(?:\n ?){2,}")
_LINE_END = re.compile(r" ?(?:<br>)? ?\n ?")
_SEEN = re.compile(r"<(?:img|br)\b|[^\s<>]", re.IGNORECASE)
_ADDRESS = re.compile(r"^ ?(https?://[^\s<>\"]+) ?$", re.MULTILINE)


def make(html: str, *, lines: bool) -> str:
    """Return well-formed HTML with every loose text inside a paragraph.

    With `lines`, blank lines part paragraphs and single line ends become `<br>`; without, only
    tags do. An address alone on its line becomes a link.
    """
    return _Setter(lines).run(html)


class _Setter:
    """Walks over the tags, collecting what belongs to one block before it is set."""

    def __init__(self, lines: bool):
        self.lines = lines
        self.blocks = ["body"]
        self.loose: list[str] = []
        self.done: list[str] = []

    def run(self, html: str) -> str:
        end = 0
        for tag in TAG.finditer(html):
            self.loose.append(html[end : tag.start()])
            end = tag.end()
            self.see(tag)
        self.loose.append(html[end:])
        self.settle()
        return "".join(self.done)

    def see(self, tag: re.Match):
        closes, name = tag[1], tag[2]
        if name not in BLOCKS:
            self.loose.append(tag[0])
            return
        self.settle()
        self.done.append(tag[0])
        if closes:
            self.leave(name)
        elif name not in ENDLESS:
            self.blocks.append(name)

    def leave(self, name: str):
        if name in self.blocks[1:]:
            while self.blocks.pop() != name:
                pass

    def settle(self):
        text, self.loose = "".join(self.loose), []
        self.done.append(self.set(text, self.blocks[-1]))

    def set(self, text: str, block: str) -> str:
        if block in VERBATIM or not text:
            return text
        text = re.sub(r"[ \t]+", " ", text)
        if block in FRAMES and not _has_words(text):
            return text.strip()
        parts = self.parts(text)
        if block in LINES:
            return self.within(parts, block)
        if block in CELLS and len(parts) < 2:
            return "".join(parts)
        return "".join(f"<p>{part}</p>" if _has_words(part) else part for part in parts)

    def parts(self, text: str) -> list[str]:
        parts = _BLANK_LINES.split(text) if self.lines else [text]
        return [self.set_lines(part.strip("\n ")) for part in parts]

    def within(self, parts: list[str], block: str) -> str:
        return ("</p><p>" if block == "p" else "<br>").join(part for part in parts if part)

    def set_lines(self, text: str) -> str:
        text = _ADDRESS.sub(r'<a href="\1">\1</a>', text)
        return _LINE_END.sub("<br>", text) if self.lines else text


def _has_words(html: str) -> bool:
    return _SEEN.search(TAG.sub(_keep_picture, html)) is not None


def _keep_picture(tag: re.Match) -> str:
    return tag[0] if tag[2] == "img" else ""
