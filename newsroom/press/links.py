"""Addresses, as the outside world writes them and as every page names them."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

ON_HAND = 1_000  # addresses of sections, topics and people: each page names some of the same


def absolute(path: str) -> str:
    """Return the full public address of a path of this site (`/feed/`)."""
    return settings.SITE_URL + path


@lru_cache(ON_HAND)
def of_slug(name: str, slug: str) -> str:
    """Return what `reverse` does for an address that holds a slug and nothing else."""
    return reverse(name, args=[slug])
