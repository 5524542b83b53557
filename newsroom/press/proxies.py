"""The caches before us: how long they take a page for current, and how they come to have it anew."""

import http.client
import logging
import ssl
import time
from contextlib import closing
from urllib.parse import urlsplit

from django.conf import settings

logger = logging.getLogger(__name__)

ENCODINGS = ("br", "gzip", "identity")  # the forms in which a page is kept
SETTLED = 2.5  # seconds after a change in which a cache may still show, and keep, what was before
TRIES = 4
PAST = "fresh"  # the question with which a page is asked for past all that is kept
PATIENCE = 5  # seconds for one answer
NOT_FROM_US = {
    "STALE",
    "UPDATING",
}  # what deploy/nginx.conf says of a page that it did not ask us for


class NotRenewed(Exception):
    """A cache before us could not be made to ask for a page anew."""


def terms(since: float, ends: float) -> list[tuple[str, str]]:
    """Return what tells nginx for how long a page is current that was so at `since` and will be until `ends`.

    nginx counts whole seconds. The one that we name is over at the next full second, and what it may show
    while it asks us again ends one later: two in all, and never beyond `ends`.
    """
    if not settings.TRUSTED_PROXIES:
        return []
    return [("X-Accel-Expires", f"@{min(int(since), int(ends) - 2)}")]


def past(address: str) -> str:
    """Return an address of ours at which no cache before us answers, for who has just changed what is there."""
    if not settings.TRUSTED_PROXIES:
        return address
    page, mark, place = address.partition("#")
    return f"{page}?{PAST}{mark}{place}"


def refresh(paths: list[str]) -> None:
    """Have the caches before us replace what they keep of these pages; NotRenewed where one does not.

    They are asked at once, and again when nothing that they kept can be as old as the change.
    """
    if not settings.TRUSTED_PROXIES:
        return
    _ask_all(paths)
    waiting = paths
    for _ in range(TRIES):
        time.sleep(SETTLED)
        waiting = _ask_all(waiting)
        if not waiting:
            return
    raise NotRenewed(", ".join(waiting))


def _ask_all(paths):
    """Ask every cache for every form and return the paths of which one was not answered by us."""
    caches = settings.CACHE_URLS or [settings.SITE_URL]
    return sorted({path for cache in caches for path in _ask(cache, paths)})


def _ask(cache, paths):
    """Return the paths that were not answered by us; a cache that says nothing is left alone for now."""
    with closing(_line(urlsplit(cache))) as line:
        old = []
        for done, path in enumerate(paths):
            try:
                answers = [_is_new(line, path, form) for form in ENCODINGS]
            except (OSError, http.client.HTTPException) as error:
                logger.warning("%s could not be asked for %s: %r", cache, path, error)
                return old + paths[done:]
            old += [] if all(answers) else [path]
        return old


def _is_new(line, path, form):
    headers = {"Host": urlsplit(settings.SITE_URL).netloc, "Accept-Encoding": form}
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    answer.read()
    return answer.status < 500 and answer.headers.get("X-Cache", "") not in NOT_FROM_US


def _line(cache):
    if cache.scheme == "https":
        context = ssl.create_default_context()
        return _Secure(cache.hostname, cache.port, timeout=PATIENCE, context=context)
    return http.client.HTTPConnection(cache.hostname, cache.port, timeout=PATIENCE)


class _Secure(http.client.HTTPSConnection):
    """Speaks to a cache under the name of the site, whatever its own address is."""

    def connect(self):
        http.client.HTTPConnection.connect(self)
        name = urlsplit(settings.SITE_URL).hostname
        self.sock = self._context.wrap_socket(self.sock, server_hostname=name)
