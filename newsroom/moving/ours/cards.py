"""Cards of other sites' pages, whose titles stand below them in WordPress."""

from html import escape

from newsroom.moving.ours import facts
from newsroom.moving.reading import jsondata
from newsroom.moving.reading.records import Meta


def with_titles(said: Meta, html: str) -> str:
    """Return a body whose cards have their titles, which WordPress puts below them."""
    for each in facts.every(said, "card"):
        found = jsondata.parse(each)
        if not facts.are_texts(found, 2):
            continue
        address, title = (escape(part, quote=False) for part in found)
        plain = f'<p><a href="{address}">{address}</a></p><p>{title}</p>'
        card = f'<figure data-embed=""><a href="{address}">{title}</a></figure>'
        html = html.replace(plain, card, 1)
    return html
