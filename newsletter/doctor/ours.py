"""Links to our own pages, answered by the site itself."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, resolve

from newsroom.press import pages


def is_ours(link: str) -> bool:
    return link == settings.SITE_URL or link.startswith(f"{settings.SITE_URL}/")


def is_there(link: str) -> bool:
    """Whether a reader who follows this link finds a page; a page that is not for all is taken to be there."""
    path = unquote(urlsplit(link).path) or "/"
    try:
        found = resolve(path)
        made = getattr(found.func, "made", None)
        return (
            made is None
            or made(pages.of_stranger(path), *found.args, **found.kwargs).status_code < 400
        )
    except (Http404, Resolver404):
        return False
