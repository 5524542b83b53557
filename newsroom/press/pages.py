"""Which answers a shared cache may keep, and the moment at which they end."""

import copy
import time
import warnings
from functools import wraps
from urllib.parse import unquote_plus, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.views.decorators.http import require_safe

from newsroom.press import due, front, memory
from newsroom.press.due import register_due
from newsroom.press.edition import move
from newsroom.press.front import Mark

__all__ = ["move", "private", "register_due", "shared"]

# How long a cache that does not know our editions may go on with a page, in seconds: long enough that a
# rush costs one page a second, short enough that a correction is read at once.
LONGEST = 1
# How long it may show the page beyond that, in seconds: while it fetches the next one, and while we do not answer.
WHILE_FETCHING, WHILE_BROKEN = 1, 86_400
LIFETIME = (
    3600  # seconds after which a page of ours is made anew though nothing is known to have changed
)
# A 404 that a view shows, instead of raising it, is for a page that caches may still have in another state.
SHARED_STATUS = {200, 301, 404, 410}
NOT_SHARED = {"private", "no-store", "no-cache"}


def shared(*parameters, is_kept=True):
    """Make a page the same for everyone, so that it is made once for all until something changes.

    `parameters` are those of the query by which the page differs; the view sees no others. A page that
    readers can ask for in endless variety is not `is_kept`. Used bare, `@shared`, the page has one form.
    """
    if parameters and callable(parameters[0]):
        return shared()(parameters[0])
    known = frozenset(parameters)

    def decorate(view):
        @require_safe
        @wraps(view)
        def page(request, *args, **kwargs):
            _forget_reader(request, known)
            # All is asked before the page is made, so what happens meanwhile is not missed.
            since = time.time()
            number = front.current_edition()
            edition = number if is_kept else None
            ends = _ends(edition)
            with memory.one_page(number):
                response = _rendered(view(request, *args, **kwargs))
            if response.status_code not in SHARED_STATUS or _is_personal(request, response):
                return _unshared(response)
            if not _is_plain(request.META.get("QUERY_STRING", ""), known):
                return _unshared(response)
            response["Cache-Control"] = _terms(int(ends - time.time()))
            response.mark = Mark(edition, ends, known, since)
            return response

        page.made = view  # without what makes it everybody's: for an editor who looks ahead
        return page

    return decorate


def private(view):
    """Make a page for whoever holds its address: no cache keeps it, no search lists it."""

    @wraps(view)
    def page(request, *args, **kwargs):
        response = _unshared(view(request, *args, **kwargs))
        response["X-Robots-Tag"] = "noindex"
        return response

    return page


def as_stranger(request, path: str):
    """Return the request as a stranger would make it to another address: for a page that one person sees early."""
    asked = copy.copy(request)
    asked.path = asked.path_info = path
    asked.META = request.META | {"PATH_INFO": path}
    _forget_reader(asked, frozenset(request.GET))
    return asked


def of_stranger(path: str) -> HttpRequest:
    """Return the request with which a stranger would ask for an address, where nobody asked at all."""
    public = urlsplit(settings.SITE_URL)
    request = HttpRequest()
    request.method = "GET"
    request.META = {
        "REQUEST_METHOD": "GET",
        "HTTP_HOST": public.netloc,
        "SERVER_NAME": public.hostname,
        "SERVER_PORT": str(public.port or 80),
        "wsgi.url_scheme": public.scheme,
    }
    return as_stranger(request, path)


def _forget_reader(request, known):
    """Let the view see a stranger, whoever asks, and nothing of the query that it does not use."""
    request.COOKIES, request.user = {}, AnonymousUser()
    request.META.pop("CSRF_COOKIE", None)
    if request.GET.keys() <= known:
        return
    request.GET = request.GET.copy()
    for name in set(request.GET) - known:
        del request.GET[name]


def _ends(edition):
    """Return when a page that is made now ends, in seconds since 1970 by this machine's clock."""
    next_due = front.once_per_edition(edition, due.next_due)
    longest = time.time() + LIFETIME
    return longest if next_due is None else min(longest, next_due.timestamp() + front.clock_ahead())


def _terms(seconds):
    """Return what a cache may do with a page that is current for at least so many seconds from now."""
    terms = f"public, max-age=0, s-maxage={min(LONGEST, max(0, seconds))}"
    if seconds < LONGEST + WHILE_FETCHING:
        return terms
    return f"{terms}, stale-while-revalidate={WHILE_FETCHING}, stale-if-error={WHILE_BROKEN}"


def _is_plain(query, known):
    """Say whether a cache that reads the query by the letter takes it for what we take it for.

    Of two values it may take the first where we take the last, and it may not decode a name, or not
    tell capitals from small letters: an answer kept by mistake would be shown to others.
    """
    given = [piece.partition("=") for piece in query.split("&")]
    meant = [part for part in given if unquote_plus(part[0]).lower() in known]
    names = [name for name, equals, _ in meant if equals and name in known]
    return len(meant) == len(names) == len(set(names))


def _rendered(response):
    if getattr(response, "is_rendered", True):
        return response
    return response.render()


def _is_personal(request, response):
    """Say whether the view used what differs from reader to reader; a test stops at the warning."""
    session = getattr(request, "session", None)
    reasons = {
        "sets a cookie": bool(response.cookies),
        "uses the session": bool(session is not None and session.accessed),
        "holds a CSRF token": "CSRF_COOKIE" in request.META,
        "varies by more than the encoding": bool(_words(response, "Vary") - {"accept-encoding"}),
        "is for one reader": bool(_words(response, "Cache-Control") & NOT_SHARED),
    }
    broken = [reason for reason, is_so in reasons.items() if is_so]
    if broken:
        warnings.warn(f"{request.path} is no shared page: it {broken[0]}.", stacklevel=3)
    return bool(broken)


def _words(response, header):
    return {word.strip().lower() for word in response.get(header, "").split(",")} - {""}


def _unshared(response):
    response["Cache-Control"] = "private, no-store"
    return response
