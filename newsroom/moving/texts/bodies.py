"""Turn the body of a WordPress post into HTML that we print."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from html import escape, unescape
from typing import NamedTuple

import nh3

from articles import datelines
from articles.rendering import FIGURE
from newsroom.moving import longest
from newsroom.moving.texts import gutenberg, mending, paragraphs, shortcodes
from newsroom.moving.texts.media import NONE, NOTHING, Blocks, Media
from newsroom.moving.texts.showing import ATTRIBUTES, TAGS, Showing
from newsroom.press import markup

DEEPEST = 12  # empty elements inside one another; nobody writes more
_EMPTY = re.compile(
    r"<(a|b|blockquote|em|figcaption|figure(?! data-)|h[2-4]|i|li|ol|p|strong|u|ul)\b"
    r"(?:[^<>\"]|\"[^\"]*\")*>(?:\s|&nbsp;|<br>)*</\1>"
)
_RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "tfoot": "tbody", "tt": "code", "kbd": "code"}
_RENAMED_TAG = re.compile(rf"<(/?)({'|'.join(_RENAMED)})(?=[ >])")
# Players that somebody closed at once, which browsers do not understand.
_CLOSED_AT_ONCE = re.compile(
    r"<(iframe|video|audio|object)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/>", re.IGNORECASE
)
_TOUCHING = re.compile(r"</a>(?=<a\b)")
# Pictures stand before a dateline, and what only editors see.
_IN_FRONT = re.compile(
    rf"(?:\s*(?:{FIGURE.pattern}|<p>(?:<code class=\"shortcode\">[^<>]*</code>\s*)+</p>))*\s*",
    re.DOTALL,
)
_FIRST_PARAGRAPH = re.compile(
    r"(<p(?: lang=\"[^\"]*\")?>(?:<code class=\"shortcode\">[^<>]*</code>\s*)*)(.*?)</p>", re.DOTALL
)
_PARTING_DASH = {"―": "—", "-": "–"}

Notes = Counter[tuple[str, str]]


class Body(NamedTuple):
    """A body as readers get it; the notes count what could not come along, by why and what."""

    html: str
    notes: Notes


def convert(
    text: str,
    media: Media = NOTHING,
    blocks: Blocks = NONE,
    *,
    attached: Sequence[str] = (),
    footnotes: str = "",
    names: Container[str] = (),
    as_written: bool = False,
) -> Body:
    """Return the body of a post, classic or made of blocks, as clean HTML that loads nothing.

    `attached` are the numbers of the pictures that hang on the post, `footnotes` what WordPress keeps of them
    beside the body, as JSON, `names` those of shortcodes that its archive gives away. A text that went out from
    here is taken `as_written`: nothing in it wants mending.
    """
    text, mended = text.replace("\r\n", "\n").replace("\r", "\n"), Notes()
    if not as_written:
        text, mended = mending.markup(text)
    parts, notes = gutenberg.parts(text, blocks, footnotes)
    html = "".join(_part(part, media, attached, names, notes) for part in parts)
    html = _without_empty(markup.clean(html))
    doubts = Notes() if as_written else mending.doubts(html)
    return Body(html, notes + mended + doubts)


def _part(
    part: gutenberg.Part,
    media: Media,
    attached: Sequence[str],
    names: Container[str],
    notes: Notes,
) -> str:
    text, left_out = shortcodes.expand(part.html, attached, names)
    showing = Showing(media)
    html = showing.run(_well_formed(text))
    notes.update(left_out)
    notes.update(showing.notes)
    return paragraphs.make(html, showing.figures, lines=part.freely)


def split_dateline(html: str) -> tuple[datelines.Dateline | None, str]:
    """Return the dateline that opens the body, if it is one, and the body without it."""
    start = _IN_FRONT.match(html).end()
    first = _FIRST_PARAGRAPH.match(html, start)
    if not first:
        return None, html
    text = unescape(paragraphs.TAG.sub(_line_end, first[2])).rstrip()
    found = datelines.split(text)
    if not found or len(found.place) > longest.PLACE or len(found.agency) > longest.AGENCY:
        return None, html
    rest = _without_text(first[2], len(text) - len(found.rest))
    dateline = found._replace(dash=_PARTING_DASH.get(found.dash, found.dash))
    left = f"{html[:start]}{first[1]}{rest}</p>{html[first.end() :]}"
    return dateline, _without_empty(left)


def _well_formed(html: str) -> str:
    """Return the HTML as a browser understands it: every tag closed, every attribute in quotes."""
    html = _PARSER.clean(_CLOSED_AT_ONCE.sub(r"<\1\2></\1>", html))
    html = _RENAMED_TAG.sub(lambda tag: f"<{tag[1]}{_RENAMED[tag[2]]}", html)
    return _TOUCHING.sub("</a> ", html)


def _without_empty(html: str) -> str:
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
        pieces.append(escape(text[length:], quote=False))
        length, end = max(0, length - len(text)), tag.end()
        if length and _line_end(tag):
            length -= 1
        else:
            pieces.append(tag[0])
    return "".join([*pieces, escape(unescape(html[end:])[length:], quote=False)])


def _line_end(tag: re.Match) -> str:
    return "\n" if tag[2] == "br" else ""


def _attribute(_tag: str, _name: str, value: str) -> str:
    return " ".join(value.split())


_PARSER = nh3.Cleaner(
    tags=paragraphs.BLOCKS | TAGS | set(_RENAMED) | markup.TAGS | {"span"},
    clean_content_tags={"script", "style", "template", "noscript", "svg", "math"},
    attributes=ATTRIBUTES
    | {
        "*": {"lang", "class"},
        "ol": {"start"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    attribute_filter=_attribute,
    link_rel=None,
)
