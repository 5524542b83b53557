"""Turn the body of a WordPress post into HTML that we print."""

import re
from collections import Counter
from html import escape, unescape
from typing import NamedTuple

import nh3

from articles import datelines
from newsroom.moving import longest
from newsroom.moving.texts import paragraphs, shortcodes, showing
from newsroom.moving.texts.media import NONE, NOTHING, Blocks, Media
from newsroom.press import markup

DEEPEST = 12  # empty elements inside one another; nobody writes more
BLOCK = "block left out"
_WITHOUT_CONTENT = re.compile(r" wp:([\w/-]+) .*/", re.DOTALL)
_EMPTY = re.compile(
    r"<(a|b|blockquote|em|figcaption|figure|h[2-4]|i|li|ol|p|strong|u|ul)\b(?:[^<>\"]|\"[^\"]*\")*>"
    r"(?:\s|&nbsp;|<br>)*</\1>"
)
_RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "tfoot": "tbody", "tt": "code", "kbd": "code"}
_NO_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_PARTING_DASH = {"―": "—", "-": "–"}


class Body(NamedTuple):
    """A body as readers get it; the notes count what could not come along, by why and what."""

    html: str
    notes: Counter[tuple[str, str]]


def convert(text: str, media: Media = NOTHING, blocks: Blocks = NONE) -> Body:
    """Return the body of a post, classic or made of blocks, as clean HTML that loads nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    classic = "<!-- wp:" not in text
    text, filled_in = _without_comments(text, "\n\n" if classic else "")
    text, left_out = shortcodes.expand(text)
    html, media_notes = showing.replace(_well_formed(text))
    html = paragraphs.make(html, lines=classic)
    return Body(_without_empty(markup.clean(html)), filled_in + left_out + media_notes)


def split_dateline(html: str) -> tuple[datelines.Dateline | None, str]:
    """Return the dateline that opens the body, if it is one, and the body without it."""
    first = _FIRST_PARAGRAPH.match(html)
    if not first:
        return None, html
    text = unescape(paragraphs.TAG.sub("", first[1])).rstrip()
    found = datelines.split(text)
    if not found or len(found.place) > longest.PLACE or len(found.agency) > longest.AGENCY:
        return None, html
    rest = _without_text(first[1], len(text) - len(found.rest))
    dateline = found._replace(dash=_PARTING_DASH.get(found.dash, found.dash))
    return dateline, _without_empty(f"<p>{rest}</p>{html[first.end() :]}")


def _without_comments(text: str, instead: str) -> tuple[str, Counter[tuple[str, str]]]:
    """Return the text without `<!-- … -->`, and the blocks that WordPress would have filled in."""
    pieces, notes, end = [], Counter(), 0
    while (start := text.find("<!--", end)) >= 0:
        stop = text.find("-->", start + 4)
        if stop < 0:
            break
        if block := _WITHOUT_CONTENT.fullmatch(text, start + 4, stop):
            notes[BLOCK, block[1]] += 1
        pieces += [text[end:start], instead]
        end = stop + 3
    return "".join([*pieces, text[end:]]), notes


def _well_formed(html: str) -> str:
    """Return the HTML as a browser understands it: every tag closed, every attribute in quotes."""
    html = _PARSER.clean(html)
    return paragraphs.TAG.sub(_rename, html)


def _rename(tag: re.Match) -> str:
    name = _RENAMED.get(tag[2])
    return f"<{tag[1]}{name}>" if name else tag[0]


def _without_empty(html: str) -> str:
    html = _NO_LINK.sub(r"\1", html)
    for _ in range(DEEPEST):
        shorter = _EMPTY.sub("", html)
        if shorter == html:
            break
        html = shorter
    return html.strip()


def _without_text(html: str, length: int) -> str:
    """Return the HTML without the first `length` characters of its text."""
    pieces, end = [], 0
    for tag in paragraphs.TAG.finditer(html):
        text = unescape(html[end : tag.start()])
        pieces += [escape(text[length:], quote=False), tag[0]]
        length, end = max(0, length - len(text)), tag.end()
    return "".join([*pieces, escape(unescape(html[end:])[length:], quote=False)])


def _attribute(_tag: str, _name: str, value: str) -> str:
    return " ".join(value.split())


_PARSER = nh3.Cleaner(
    tags=paragraphs.BLOCKS | showing.TAGS | set(_RENAMED) | markup.TAGS | {"span"},
    clean_content_tags={"script", "style", "template", "noscript", "svg", "math"},
    attributes=showing.ATTRIBUTES
    | {
        "*": {"lang"},
        "a": {"href", "title"},
        "ol": {"start"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    attribute_filter=_attribute,
    link_rel=None,
)
