"""Names, titles and readers' answers of the old site as plain text."""

import re
from collections.abc import Container
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote

from articles import slugs
from articles.rendering import for_readers
from newsroom.moving.texts import mending, shortcodes
from newsroom.press import markup

_HREF = re.compile(r"\bhref\s*=\s*[\"']?(https?://[^\"'\s>]+)", re.IGNORECASE)
_PARTS = frozenset("p div blockquote ul ol pre h1 h2 h3 h4 h5 h6 table".split())
_CUT = re.compile(r"%[0-9A-Fa-f]?$")
_TITLE_WORDS = 8


def line(text: str, longest: int) -> str:
    """Return a title or a name without markup on one line of at most `longest` characters."""
    return shorten(mending.title(text).text, longest)


def shorten(text: str, longest: int) -> str:
    """Return the text, cut before a word where it is too long."""
    if len(text) <= longest:
        return text
    return (text[:longest].rpartition(" ")[0] or text[: longest - 1]) + "…"


def opening(html: str) -> str:
    """Return the first words of a body, for a story that never had a title."""
    words = markup.plain_text(html).split()
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")


def slug(text: str) -> str:
    """Return a slug as it was meant: WordPress keeps other scripts percent-encoded, and cuts them anywhere."""
    meant = normalize("NFC", markup.readable(unquote(_CUT.sub("", text))).rstrip("\ufffd"))
    return meant.removesuffix(".html").removesuffix("__trashed").strip()


def address(text: str, headline: str) -> str:
    """Return the slug of a story in plain letters; one that says nothing gives way to the headline."""
    meant = slug(text)
    says = any(map(str.isalpha, meant))
    return slugs.slugify(meant if says else headline)


def byline(name: str, login: str, longest: int) -> str:
    """Return the name of an author; of an address that was used as a name only what stands before @."""
    return line((name or login).partition("@")[0], longest) or login.partition("@")[0]


def summary(text: str, names: Container[str] = ()) -> str:
    """Return an excerpt as plain text, with nothing in it that was meant for the old site alone."""
    html, _ = shortcodes.expand(text, names=names)
    return answer(for_readers(html))


def answer(html: str) -> str:
    """Return a reader's comment as the plain text that we keep, with the addresses of its links."""
    pieces, end, href, since = [], 0, "", 0
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    for tag in mending.TAG.finditer(html):
        pieces.append(html[end : tag.start()])
        end = tag.end()
        closes, name = tag[1], tag[2].lower()
        if name == "a" and not closes:
            href, since = "".join(_HREF.findall(tag[3])[:1]), len(pieces)
        elif name == "a" and href and "://" not in "".join(pieces[since:]):
            pieces.append(f" ({href})")
        pieces.append("\n\n" if name in _PARTS else "\n" if name in {"br", "li"} else "")
    pieces.append(html[end:])
    lines = mending.plain(unescape("".join(pieces))).text.split("\n")
    text = "\n".join(line.strip(" \t") for line in lines)
    return markup.clean_comment(re.sub(r"\n{3,}", "\n\n", text))
