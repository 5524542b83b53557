"""A text of ours as the blocks of WordPress's editor."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape, unescape

from articles import embeds, figures
from articles.models import Picture
from articles.rendering import FIGURE
from newsroom.moving.leaving import numbers
from newsroom.moving.leaving.markup import blocks, files, pictures
from newsroom.moving.leaving.markup.blocks import Block
from newsroom.moving.leaving.markup.pictures import Shown
from newsroom.press import markup

_ADDRESS = re.compile(r"\s*(?:<a href=\"([^\"]*)\"[^<>]*>\s*)?(https?://[^\s<>]+)\s*(?:</a>)?\s*")
OURS = '<figure class="newsroom">'  # holds no picture, and is a figure all the same
# WordPress's editor takes a block for damaged that has other classes than it would write.
GALLERY = "wp-block-gallery has-nested-images columns-default is-cropped"
CAPTION = "wp-element-caption"
_PLAIN = re.compile(r"<figure>")
_CITED_WITHIN = re.compile(r"<cite>(?:(?!<p\b).)*</p>", re.DOTALL)
_SHORTCODE = re.compile(r'<code\b[^<>]*\bclass="shortcode"[^<>]*>([^<>]*)</code>')


def for_wordpress(html: str, shown: Shown, opening: str = "") -> str:
    """Return a text as WordPress keeps it, the dateline that opens it among its words."""
    pieces = list(blocks.split(files.with_hosts(html)))
    if opening:
        pieces = list(_opened(pieces, escape(opening, quote=False)))
    return "\n\n".join(filter(None, (_block(piece, shown) for piece in pieces)))


def titles(html: str) -> Iterator[tuple[str, str]]:
    """Yield the address and the title of each card that has one of its own."""
    for figure in FIGURE.finditer(html):
        link = figures.LINK.search(figure[2]) if "data-embed" in figure[1] else None
        if link and (title := _title(link)):
            yield unescape(link[1]), title


def _opened(pieces: list[Block], opening: str) -> Iterator[Block]:
    """Yield the pieces with the dateline where readers have it: in the first paragraph, behind figures."""
    is_open = False
    for piece in pieces:
        if is_open or piece.tag == "figure":
            yield piece
            continue
        is_open = True
        if piece.tag == "p":
            yield piece._replace(inside=f"{opening} {piece.inside}")
        else:
            yield from (Block("p", "", opening), piece)
    if not is_open:
        yield Block("p", "", opening)


def _block(piece: Block, shown: Shown) -> str:
    if piece.tag == "figure" and (drawn := _figure(piece, shown)) is not None:
        return drawn
    if piece.tag == "figure":
        return _wrapped("html", _PLAIN.sub(OURS, _literal(_whole(piece.html, shown))))
    if "pull" in piece.attributes and piece.tag == "blockquote":
        quote = f"<blockquote>{_inside(piece, shown)}</blockquote>"
        return _wrapped("pullquote", f'<figure class="wp-block-pullquote">{quote}</figure>')
    if piece.attributes or piece.tag not in _SIMPLE:
        return _wrapped("html", _literal(_whole(piece.html, shown)))
    return _SIMPLE[piece.tag](piece, _inside(piece, shown))


# Pieces without any attribute ---------------------------------------------------------------------


def _paragraph(piece: Block, inside: str) -> str:
    if alone := _SHORTCODE.fullmatch(piece.inside.strip()):
        return _wrapped("shortcode", unescape(alone[1]))
    found = _ADDRESS.fullmatch(piece.inside)
    if found and embeds.find(unescape(found[2])) and found[1] in (None, found[2]):
        return _embed(found[2])
    return _wrapped("paragraph", f"<p>{inside}</p>")


def _heading(piece: Block, inside: str) -> str:
    level = int(piece.tag[1])
    html = f'<{piece.tag} class="wp-block-heading">{inside}</{piece.tag}>'
    return _wrapped("heading", html, **({} if level == 2 else {"level": level}))


def _list(piece: Block, inside: str) -> str:
    html = f"<{piece.tag}>{inside}</{piece.tag}>"
    return _wrapped("list", html, **({"ordered": True} if piece.tag == "ol" else {}))


def _quote(piece: Block, inside: str) -> str:
    if _CITED_WITHIN.search(inside):  # the block has its source below all paragraphs
        return _wrapped("html", f"<blockquote>{inside}</blockquote>")
    return _wrapped("quote", f'<blockquote class="wp-block-quote">{inside}</blockquote>')


def _line(piece: Block, inside: str) -> str:
    return _wrapped("separator", '<hr class="wp-block-separator"/>')


_SIMPLE: dict[str, Callable[[Block, str], str]] = {
    "p": _paragraph,
    **dict.fromkeys(("h2", "h3", "h4"), _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    "blockquote": _quote,
    "hr": _line,
}


# Pictures, galleries and cards --------------------------------------------------------------------


def _figure(piece: Block, shown: Shown) -> str | None:
    """Return what a figure shows; nothing where that is gone, None for one that is plain HTML."""
    if "data-embed" in piece.attributes:
        return _card(piece)
    keys = figures.keys(piece.attributes)
    if not keys:
        return None
    known = [shown.by_key[key] for key in keys if key in shown.by_key]
    if not known:
        return ""
    said = figures.CAPTION.search(piece.inside)
    caption = markup.phrase(said[1]).strip() if said else ""
    if "data-gallery" in piece.attributes:
        return _gallery(known, caption)
    return _picture(known[0], caption, wide="wide" in piece.attributes)


def _picture(picture: Picture, caption: str, *, wide: bool) -> str:
    caption = caption or escape(picture.caption, quote=False)
    return _image(picture, caption, **({"align": "wide"} if wide else {}))


def _image(picture: Picture, caption: str, **facts: str) -> str:
    place = "".join(f" align{value}" for value in facts.values())
    html = f"{pictures.image(picture)}{_caption(caption)}"
    figure = f'<figure class="wp-block-image{place}">{html}</figure>'
    return _wrapped("image", figure, id=numbers.of_post(Picture, picture.pk), **facts)


def _gallery(known: list[Picture], caption: str) -> str:
    """Return pictures side by side, each as a block of its own, and what is said of all of them."""
    inside = "\n".join(_image(picture, "") for picture in known)
    said = _caption(caption, f"blocks-gallery-caption {CAPTION}")
    html = f'<figure class="{GALLERY}">{inside}{said}</figure>'
    return _wrapped("gallery", html, linkTo="none")


def _card(piece: Block) -> str:
    link = figures.LINK.search(piece.inside)
    if not link:
        return ""
    return _embed(link[1], escape(_title(link), quote=False))


def _title(link: re.Match) -> str:
    title = markup.plain_text(link[2])
    return "" if embeds.find(title) else title


def _embed(address: str, title: str = "") -> str:
    wrapper = f'<div class="wp-block-embed__wrapper">\n{address}\n</div>'
    html = f'<figure class="wp-block-embed">{wrapper}{_caption(title)}</figure>'
    return _wrapped("embed", html, url=unescape(address))


def _caption(html: str, marks: str = CAPTION) -> str:
    return f'<figcaption class="{marks}">{_literal(html)}</figcaption>' if html else ""


# All of them --------------------------------------------------------------------------------------


def _wrapped(name: str, html: str, **facts) -> str:
    """Return a block between the comments by which WordPress's editor knows it."""
    # Nothing in a comment may end it.
    said = json.dumps(facts, separators=(",", ":")).replace("--", "\\u002d\\u002d") if facts else ""
    said = said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f"<!-- wp:{name} {said + ' ' if said else ''}-->\n{html}\n<!-- /wp:{name} -->"


def _inside(piece: Block, shown: Shown) -> str:
    return _literal(_whole(piece.inside, shown))


def _whole(html: str, shown: Shown) -> str:
    """Return what stands inside a piece with its pictures drawn, figures within figures of a list among them."""
    html = FIGURE.sub(lambda figure: _drawn(figure, shown), html)
    return pictures.with_originals(html, shown)


def _drawn(figure: re.Match, shown: Shown) -> str:
    drawn = _figure(Block("figure", figure[1], figure[2]), shown)
    return _PLAIN.sub(OURS, figure[0]) if drawn is None else drawn


def _literal(html: str) -> str:
    """Return the text so that nobody takes words in brackets for a shortcode but those that came as one."""
    html = blocks.outside_tags(html, lambda words: words.replace("[", "&#91;"))
    return _SHORTCODE.sub(lambda found: unescape(found[1]), html)
