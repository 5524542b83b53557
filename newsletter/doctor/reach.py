"""Whether a page of somebody else answers."""

import http.client
import time
from urllib.parse import urljoin

from django.conf import settings

from newsroom.press import foreign
from newsroom.press.foreign import MOST_REDIRECTS, REDIRECTS, Refused, is_public
from newsroom.press.names import Names, Unanswered

A_LINK = 6.0  # seconds, redirects and all
NOT_BY_HEAD = {400, 403, 404, 405, 406, 500, 501}  # what some answer to HEAD and not to GET
NOT_FOR_PROGRAMS = {401, 403, 407, 429, 999}  # somebody is at home and lets no program in


def status(link: str, names: Names) -> str:
    """Return why a page does not answer, nothing where it does."""
    until = min(names.until, time.monotonic() + A_LINK)
    try:
        for _turn in range(MOST_REDIRECTS + 1):
            answered, link = _ask(link, names, until)
            if not link:
                return "" if answered < 400 or answered in NOT_FOR_PROGRAMS else str(answered)
        return "∞"
    except (Refused, Unanswered) as error:
        return str(error) or "?"
    except TimeoutError:
        return "…"
    except (OSError, http.client.HTTPException, ValueError) as error:
        return type(error).__name__


def _ask(link, names, until):
    """Return what a page answers, and where it leads on to."""
    address = foreign.pinned(link, names, is_public)
    answered, leads_to = _request("HEAD", link, address, until)
    if answered in NOT_BY_HEAD:
        answered, leads_to = _request("GET", link, address, until)
    return answered, urljoin(link, leads_to) if answered in REDIRECTS and leads_to else ""


def _request(method, link, address, until):
    with foreign.answer(method, link, address, until, {"User-Agent": _name()}) as response:
        return response.status, response.getheader("Location", "")


def _name():
    return f"Newsroom link check (+{settings.SITE_URL})"
