"""Pictures, galleries and cards in a text: what an editor put there, drawn for readers by our templates.

A text holds `<figure data-picture="12">`, `<figure data-gallery="3 5 8">` and `<figure data-embed>` with a link.
Cards are drawn when a story is saved; pictures when its page is made, for by then they may have other words,
another cut, or no rights any more.
"""

import re
from html import unescape

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from articles import embeds, rendering
from articles.models import Picture
from newsroom.press import markup

_KEYS = re.compile(r'data-(picture|gallery)="([0-9 ]+)"')
CAPTION = re.compile(r"<figcaption[^<>]*>(.*?)</figcaption>", re.DOTALL)
LINK = re.compile(r'<a href="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
IMAGE = re.compile(r'<img\b(?:[^<>"]|"[^"]*")*>')
_RENDITION = re.compile(
    rf' src="{re.escape(settings.MEDIA_URL)}(pictures/[\w/-]+?)-w?[0-9]+\.(?:webp|avif)"'
)
_ALT = re.compile(r' alt="([^"]*)"')


def with_cards(html: str, language: str) -> str:
    """Return a clean text for readers, with a card for each address of a provider, in the text's own language."""
    html = rendering.for_readers(html)
    with translation.override(language):
        html = embeds.replace_alone(html, lambda embed: _card(embed, ""))
        return rendering.FIGURE.sub(_linked, html)


def with_pictures(html: str) -> str:
    """Return a text with its pictures drawn, in one query; what is gone or may not be shown is left out."""
    keys, stems = keys_in(html), stems_in(html)
    if not (keys or stems):
        return html
    known = list(Picture.objects.filter(Q(pk__in=keys) | Q(stem__in=stems)))
    by_key = {picture.pk: picture for picture in known if picture.widths}
    by_stem = {picture.stem: picture for picture in by_key.values()}
    html = IMAGE.sub(lambda image: _image(image[0], by_stem), html)
    return rendering.FIGURE.sub(lambda figure: _figure(figure, by_key), html)


def keys_in(html: str) -> set[int]:
    """Return the keys of all pictures that a text names."""
    return {key for figure in rendering.FIGURE.finditer(html) for key in keys(figure[1])}


def stems_in(html: str) -> set[str]:
    """Return the stems of all pictures that a text shows by their addresses."""
    return set(map(stem, IMAGE.findall(html))) - {""}


def keys(attributes: str) -> list[int]:
    """Return the keys of the pictures that a figure shows, in their order."""
    found = _KEYS.search(attributes)
    return [int(key) for key in found[2].split()] if found else []


def stem(image: str) -> str:
    """Return the stem of the picture that an image is cut from, nothing for one that is none of ours."""
    found = _RENDITION.search(image)
    return found[1] if found else ""


def alt(image: str) -> str:
    """Return the image in words."""
    said = _ALT.search(image)
    return unescape(said[1]) if said else ""


def _figure(figure, known):
    named = keys(figure[1])
    if not named:
        return figure[0]
    pictures = [known[key] for key in named if key in known]
    if not pictures:
        return ""
    said = CAPTION.search(figure[2])
    caption = mark_safe(markup.phrase(said[1]).strip()) if said else ""
    if "data-gallery" in figure[1]:
        return _drawn("gallery", pictures=pictures, caption=caption)
    [picture] = pictures
    return _drawn("figure", picture=picture, caption=caption or picture.caption)


def _image(image, known):
    """Draw a picture that stands in the text by its address."""
    name = stem(image)
    if not name:
        return image
    if name not in known:
        return ""
    return _drawn("image", picture=known[name], alt=alt(image))


def _linked(figure):
    if "data-embed" not in figure[1]:
        return figure[0]
    link = LINK.search(figure[2])
    embed = link and embeds.find(unescape(link[1]))
    if embed:
        return _card(embed, markup.plain_text(link[2]))
    return f"<p>{link[0]}</p>" if link else ""


def _card(embed, title):
    named = title if embeds.find(title) is None else ""
    return _drawn("embed", embed=embed, title=named)


def _drawn(name, **context):
    return render_to_string(f"articles/_{name}.html", context).strip()
