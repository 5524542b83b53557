"""Which answers a shared cache may keep, their version, and the moment at which they end."""

import hashlib
import warnings
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from newsroom.press.models import Edition

# How long a shared cache may go on with a page that a write has changed, in seconds: long enough
# that a rush costs one page in ten seconds, short enough that a correction is read at once.
LONGEST = 10
SHARED_STATUS = {200, 301, 410}

_due: list[Callable[[], datetime | None]] = []


def move() -> None:
    """Begin a new edition, inside the transaction of every write that changes a public page."""
    if not Edition.objects.filter(pk=1).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=1, defaults={"number": 1})


def register_due(function: Callable[[], datetime | None]) -> Callable[[], datetime | None]:
    """Let `function()` say, in one cheap query, when time alone next changes a public page."""
    if function not in _due:
        _due.append(function)
    return function


def next_due() -> datetime | None:
    """Return the next moment at which a public page changes though nobody writes anything."""
    return min((moment for function in _due if (moment := function())), default=None)


def shared(view):
    """Make a page the same for everyone; any cache may keep it until something falls due."""

    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        _forget_reader(request)
        due = next_due()  # asked before the page is made: what falls due meanwhile is not missed
        response = _rendered(view(request, *args, **kwargs))
        if response.status_code not in SHARED_STATUS or _is_personal(request, response):
            return _unshared(response)
        response["Cache-Control"] = f"public, max-age=0, s-maxage={_lifetime(due)}"
        if response.status_code != 200:
            return response
        # Weak, for the same page goes out in several encodings.
        response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        return get_conditional_response(request, etag=response["ETag"], response=response)

    return page


def private(view):
    """Make a page for whoever holds its address: no cache keeps it, no search lists it."""

    @wraps(view)
    def page(request, *args, **kwargs):
        response = _unshared(view(request, *args, **kwargs))
        response["X-Robots-Tag"] = "noindex"
        return response

    return page


def _forget_reader(request):
    """Let the view see a stranger, whoever asks."""
    request.COOKIES, request.user = {}, AnonymousUser()
    request.META.pop("CSRF_COOKIE", None)


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
        "varies by cookie": "cookie" in response.get("Vary", "").lower(),
    }
    broken = [reason for reason, is_so in reasons.items() if is_so]
    if broken:
        warnings.warn(f"{request.path} is no shared page: it {broken[0]}.", stacklevel=3)
    return bool(broken)


def _unshared(response):
    response["Cache-Control"] = "private, no-store"
    return response


def _lifetime(due):
    if due is None:
        return LONGEST
    return min(LONGEST, max(0, int((due - timezone.now()).total_seconds())))
