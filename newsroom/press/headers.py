"""What every answer tells the browser that it may do with it."""

import base64
import hashlib
from functools import cache, lru_cache

from django.conf import settings
from django.urls import reverse

# A reader's page runs nothing and loads nothing from elsewhere; connect-src lets tools fetch
# robots.txt.
READER = (
    "default-src 'none'; style-src {styles}; img-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
DESK = (
    "default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-src {frames}; frame-ancestors {framed}"
)
# An uploaded file opened by itself is only looked at; an SVG may style itself.
UPLOAD = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# One that a browser reads or plays is shown in a page of the browser's own, which stands under this policy and loads
# the file once more: in a sandbox that page comes from nowhere, and gets nothing.
SHOWN = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(get_response):
    """Give every answer its Content-Security-Policy and the headers that go with it."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(request))
        response.headers.setdefault("Cross-Origin-Resource-Policy", _readable_from(request))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        # An answer that says nothing about caches (a 404, an error) is kept by none of them.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def bare_head(get_response):
    """Answer HEAD with the headers of GET alone, the length of the body among them."""

    def middleware(request):
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware


def allow_style(request, css: str) -> None:
    """Let this answer carry exactly this text inside a `<style>` element."""
    request.allowed_styles = [*getattr(request, "allowed_styles", ()), _digest(css)]


def without_forms(request, response) -> None:
    """Let a page for readers, shown to one person at an address of its own, load and send no more than is shown."""
    styles = " ".join(dict.fromkeys(getattr(request, "allowed_styles", ()))) or "'none'"
    policy = READER.format(styles=styles).replace("form-action 'self'", "form-action 'none'")
    response["Content-Security-Policy"] = policy


def allow_frames(request) -> None:
    """Let this page of the desk show others of the desk inside it, if they let it."""
    request.shows_frames = True


def allow_framing(request) -> None:
    """Let this page of the desk be shown inside another one of ours."""
    request.may_be_framed = True


def is_desk(request) -> bool:
    """Say whether this asks for a page of the admin."""
    return request.path_info.startswith(_desk())


def _policy(request):
    if request.path_info.startswith(settings.MEDIA_URL):
        return UPLOAD
    styles = dict.fromkeys(getattr(request, "allowed_styles", ()))
    if is_desk(request):
        return DESK.format(
            styles=" ".join(["'self'", *styles]),
            frames=_ourselves(request, "shows_frames"),
            framed=_ourselves(request, "may_be_framed"),
        )
    return READER.format(styles=" ".join(styles) or "'none'")


def _ourselves(request, permission):
    return "'self'" if getattr(request, permission, False) else "'none'"


def _readable_from(request):
    # Feed readers on the web show our pictures; nobody else's page has a use for our pages.
    files = (settings.MEDIA_URL, settings.STATIC_URL)
    return "cross-origin" if request.path_info.startswith(files) else "same-origin"


@cache
def _desk():
    return reverse("admin:index")


@lru_cache(maxsize=16)
def _digest(css):
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"'sha256-{digest}'"
