"""A story in a few words, and how many words it has."""

from articles.rendering import prose
from newsroom.press.markup import plain_text


def teaser(summary: str, dateline_text: str, body_html: str, words: int = 12) -> str:
    """The summary, else the first words of dateline and body, with … only where more follows."""
    if summary.strip():
        return " ".join(summary.split())
    tokens = f"{dateline_text} {plain_text(prose(body_html))}".split()
    opening = " ".join(tokens[:words])
    return f"{opening}…" if len(tokens) > words else opening


def words(html: str) -> int:
    """How many words a reader reads as sentences; a dash standing alone is none, nor is a caption."""
    return sum(any(map(str.isalnum, token)) for token in plain_text(prose(html)).split())
