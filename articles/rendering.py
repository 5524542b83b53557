"""What is made of a story's fields once, when it is saved, so that reading it costs nothing."""

import re

from articles import datelines

_FIRST_PARAGRAPH = re.compile(r"\s*<p\b[^>]*>")


def body(place: str, agency: str, dash: str, html: str) -> str:
    """Return the body as readers get it: clean HTML whose first paragraph opens with the dateline."""
    opening = datelines.html(place, agency, dash)
    if not opening:
        return html
    paragraph = _FIRST_PARAGRAPH.match(html)
    if not paragraph:
        return f"<p>{opening}</p>{html}"
    return f"{paragraph.group()}{opening}{html[paragraph.end() :]}"
