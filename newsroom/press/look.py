"""What printed parts look like now, as one short sum: a part that was printed under another is drawn anew."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

DRAWN_BY = (
    ("templates", "*.html"),
    ("locale", "*.mo"),
    ("newsroom", "*.py"),
    ("articles", "*.py"),
    ("comments", "*.py"),
)
LENGTH = 16


@cache
def of(language: str) -> str:
    """Return a sum of all that decides how a stored part is drawn: templates, words, code, zone and public address."""
    said = f"{language} {timezone.get_default_timezone_name()} {settings.SITE_URL}"
    return hashlib.sha256(said.encode() + _drawn_by()).hexdigest()[:LENGTH]


def remember() -> None:
    """Read what parts are drawn by, when the program is loaded: later the files may be those of another version."""
    _drawn_by()


@cache
def _drawn_by():
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.read_bytes())
    return digest.digest()


def _files() -> Iterator[Path]:
    for folder, pattern in DRAWN_BY:
        yield from sorted((settings.BASE_DIR / folder).rglob(pattern))
