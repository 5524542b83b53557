"""What scrapers and earlier moves left in titles and texts, mended where there is no doubt, and else flagged."""

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.entities import html5
from typing import NamedTuple

from newsroom.moving.texts import gluing, mojibake

SLASHES = "slashes before quotation marks taken out"
ENTITIES = "characters written twice as codes mended"
ENCODING = "letters in the wrong encoding mended"
GLUED = "words glued together"
MOST_CODES = 3  # how often one character may have been written as a code
LONGEST_NOTE = 80
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>")
_APART = frozenset("br div h1 h2 h3 h4 h5 h6 hr li p".split())  # what stands around them is no word
# A slash before a quotation mark is none of a path that ends there.
_SLASHED = re.compile(r"(?<![:\\])\\+(['\"‘’“”])")
_TWICE = re.compile(r"&(?:amp;)+(#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_CODE = re.compile(r"&(#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INLINE = re.compile(r"</?(?:a|b|cite|em|i|s|strong|sub|sup|u)\b[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")
_CODES = re.compile(r"<code\b[^<>]*>[^<>]*</code>|<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")
# What is no writing: tags, comments, shortcodes; and between some tags nothing is mended.
_MARKUP = re.compile(
    r"(?P<begin><!--)|(?P<end>-->)|<(?P<close>/?)(?P<verbatim>pre|code|script|style|textarea)\b[^<>]*>"
    r"|<[A-Za-z/][^<>]*>|\[/?[A-Za-z][^\[\]<>]*\]",
    re.IGNORECASE,
)
_OPENING, _CLOSING = {"'": "‘", '"': "“"}, {"'": "’", '"': "”"}

Notes = Counter[tuple[str, str]]


class Mended(NamedTuple):
    """A text as it was meant; the notes count what was mended or looks wrong, by why and what."""

    text: str
    notes: Notes


def title(text: str) -> Mended:
    """Return a title, a name or another line of plain words as it was meant, with no markup left in it."""
    said = plain(unescape(TAG.sub(_gap, text)))
    line = " ".join(said.text.split())
    return Mended(line, said.notes + Counter({(GLUED, word): 1 for word in gluing.glued(line)}))


def plain(text: str) -> Mended:
    """Return plain words as they were meant, on the lines that they stood on."""
    steps = ((ENTITIES, _decode), (ENCODING, mojibake.mend), (SLASHES, _without_slashes))
    return _by(steps, text)


def markup(html: str) -> Mended:
    """Return the markup of a body as it was meant; what is code in it stays as it is."""
    steps: tuple[tuple[str, Callable[[str], str]], ...] = ((ENCODING, mojibake.mend),)
    if "&amp;" in html and _TWICE.search(html):
        steps += ((ENTITIES, lambda text: _in_words(text, _once, lambda tag: tag)),)
    if "\\" in html and _SLASHED.search(html):
        steps += ((SLASHES, lambda text: _in_words(text, _without_slashes, _straight)),)
    return _by(steps, html)


def doubts(html: str) -> Notes:
    """Return the words of a clean body that look like two."""
    text = _INLINE.sub("", html)
    if not gluing.FIRST.search(text):
        return Counter()
    text = _CODES.sub(" ", text)
    return Counter({(GLUED, unescape(word)): 1 for word in gluing.glued(text)})


def _gap(tag: re.Match) -> str:
    return " " if tag[2].lower() in _APART else ""


def _by(steps, text: str) -> Mended:
    notes: Notes = Counter()
    for why, mend in steps:
        mended = mend(text)
        if mended != text:
            notes[why, _place(text, mended)] += 1
        text = mended
    return Mended(text, notes)


def _place(text: str, mended: str) -> str:
    """Return the words where two texts begin to differ, as the old one says them."""
    same = next((i for i, (a, b) in enumerate(zip(text, mended, strict=False)) if a != b), 0)
    start = max(text.rfind(" ", 0, max(0, same - 10)), same - 40, 0)
    return " ".join(text[start : start + LONGEST_NOTE].split())


def _decode(text: str) -> str:
    for _ in range(MOST_CODES):
        text = _CODE.sub(_character, text)
    return text


def _character(code: re.Match) -> str:
    return unescape(code[0]) if _is_known(code[1]) else code[0]


def _once(text: str) -> str:
    return _TWICE.sub(lambda code: f"&{code[1]};" if _is_known(code[1]) else code[0], text)


def _is_known(code: str) -> bool:
    return code.startswith("#") or f"{code};" in html5


def _without_slashes(text: str) -> str:
    return _SLASHED.sub(_quotation_mark, text)


def _quotation_mark(found: re.Match) -> str:
    mark, text = found[1], found.string
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    after = text[found.end() : found.end() + 8].lstrip("\\'\"")[:1]
    opens = after.isalpha() and not (before.isalnum() or before in tuple(".,;:!?…%)"))
    return (_OPENING if opens else _CLOSING).get(mark, mark)


def _straight(tag: str) -> str:
    return tag if tag.startswith("<!--") else _SLASHED.sub(r"\1", tag)


def _in_words(html: str, mend: Callable[[str], str], mend_tag: Callable[[str], str]) -> str:
    """Mend the words between tags, comments and shortcodes, and these in their own way."""
    pieces, end, verbatim = [], 0, ""
    for tag in _MARKUP.finditer(html):
        words = html[end : tag.start()]
        pieces += [words, tag[0]] if verbatim else [mend(words), mend_tag(tag[0])]
        end, verbatim = tag.end(), _verbatim_after(tag, verbatim)
    return "".join([*pieces, html[end:] if verbatim else mend(html[end:])])


def _verbatim_after(tag: re.Match, verbatim: str) -> str:
    if not verbatim:
        return "-->" if tag["begin"] else "" if tag["close"] else (tag["verbatim"] or "").lower()
    ends = tag["end"] if verbatim == "-->" else tag["close"] and tag["verbatim"].lower() == verbatim
    return "" if ends else verbatim
