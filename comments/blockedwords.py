"""Words that an editor blocks, found in what readers write however they write it."""

from functools import lru_cache

from articles.stems import fold

ANY_ENDING = "*"  # after a beginning: every word that begins so


def tidy(lines: str) -> str:
    """Return the words of a list, each on a line of its own and once, as they were written.

    Raises ValueError with the first line that holds no word.
    """
    kept = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        if not fold(line):
            raise ValueError(line)
        kept.setdefault((fold(line), _is_beginning(line)), line)
    return "\n".join(kept.values())


def find(lines: str, *texts: str) -> str | None:
    """Return the first line of a list that stands in one of the texts: as whole words, or as a beginning."""
    folded = [f" {fold(text)} " for text in texts]
    found = (line for sought, line in _sought(lines) if any(sought in text for text in folded))
    return next(found, None)


@lru_cache(maxsize=4)
def _sought(lines):
    """Return what to look for between spaces, with the line that it comes from; lists change seldom."""
    words = ((fold(line), line) for line in lines.splitlines())
    return [
        (f" {word}" if _is_beginning(line) else f" {word} ", line) for word, line in words if word
    ]


def _is_beginning(line):
    return line.rstrip().endswith(ANY_ENDING)
