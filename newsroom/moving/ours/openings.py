"""How a text opens: its title letter for letter, and its dateline, which stands among its words in WordPress."""

from html import escape

from articles.datelines import Dateline
from newsroom.models import DASHES
from newsroom.moving import longest
from newsroom.moving.ours import facts
from newsroom.moving.reading import jsondata
from newsroom.moving.reading.records import Item, Meta
from newsroom.moving.texts import words
from newsroom.press import markup


def title(item: Item, most: int) -> str:
    """Return the title as it was, nothing where it was changed since: then it says what the file does."""
    said = facts.first(item.ours, "title")
    is_same = escape(said, quote=False) == item.title
    return words.shorten(" ".join(markup.readable(said).split()), most) if is_same else ""


def dateline(said: Meta, html: str) -> tuple[Dateline | None, str] | None:
    """Return the dateline of a body and the body without it; None where the facts do not say what it is."""
    parts = jsondata.parse(facts.first(said, "dateline"))
    if not facts.are_texts(parts, 4):
        return None
    place, agency, dash, printed = parts
    opening = escape(printed, quote=False)
    if not printed or not _can_stand(place, agency, dash):
        return None, html
    for found, rest in ((f"<p>{opening}</p>", ""), (f"<p>{opening} ", "<p>")):
        if found in html:
            return Dateline(place, agency, dash, ""), html.replace(found, rest, 1)
    return None, html  # somebody has rewritten it: it stays among the words


def _can_stand(place, agency, dash) -> bool:
    is_short = len(place) <= longest.PLACE and len(agency) <= longest.AGENCY
    return is_short and dash in ("", *dict(DASHES))
