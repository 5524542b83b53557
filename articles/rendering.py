"""What is made of a story's fields once, when it is saved, so that reading it costs nothing."""

import re

from articles import datelines, embeds

# The innermost figures of a clean text, their attributes and what stands in them.
FIGURE = re.compile(r"<figure\b([^<>]*)>((?:(?!</?figure\b).)*)</figure>", re.DOTALL)
_FIGURES_IN_FRONT = re.compile(rf"(?:\s*{FIGURE.pattern})*", re.DOTALL)
_FIRST_PARAGRAPH = re.compile(r"\s*<p\b[^>]*>")
_SHORTCODE = re.compile(r'<code\b[^<>]* class="shortcode"[^<>]*>[^<>]*</code>')
_EMPTIED = re.compile(r"<p\b[^<>]*>(?:\s|&nbsp;|<br>)*</p>")


def body(place: str, agency: str, dash: str, html: str) -> str:
    """Return the body as readers get it: clean HTML whose first paragraph opens with the dateline."""
    opening = datelines.html(place, agency, dash)
    if not opening:
        return html
    start = _FIGURES_IN_FRONT.match(html).end()
    paragraph = _FIRST_PARAGRAPH.match(html, start)
    if not paragraph:
        return f"{html[:start]}<p>{opening}</p>{html[start:]}"
    return f"{html[: paragraph.end()]}{opening}{html[paragraph.end() :]}"


def for_readers(html: str) -> str:
    """Return a clean text without what only its editors see: instructions to the site that it came from."""
    if "shortcode" not in html:
        return html
    shown = _SHORTCODE.sub("", html)
    return html if shown == html else _EMPTIED.sub("", shown)


def prose(html: str) -> str:
    """Return a clean text without its pictures, their captions and its cards: what is read as sentences."""
    html = for_readers(html)
    return FIGURE.sub(" ", embeds.replace_alone(html, lambda embed: " "))
