"""Addresses as the outside world writes them."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return the full public address of a path of this site (`/feed/`)."""
    return settings.SITE_URL + path
