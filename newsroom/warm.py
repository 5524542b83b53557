"""What every page needs, read once before the web server's processes part: a new one has it, and all share it."""

import logging
from collections.abc import Iterator

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

logger = logging.getLogger(__name__)

READ = ("*.html", "articles/*.html", "comments/*.html", "newsletter/*.html")  # by readers


def up() -> None:
    """Read all addresses and what readers' pages are drawn by; the database is not asked for anything."""
    reverse("front")
    for name in _templates():
        try:
            get_template(name)
        except Exception as error:
            # Whoever edits one may err in any way: that page alone does not come.
            logger.warning("The template %s cannot be read: %s", name, error)


def _templates() -> Iterator[str]:
    folder = settings.BASE_DIR / "templates"
    for pattern in READ:
        yield from (str(file.relative_to(folder)) for file in sorted(folder.glob(pattern)))
