"""Whether a post comes from our own pages, which are the same for everyone and hold no token."""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from newsroom.models import Masthead
from newsroom.press.bodies import refuse
from newsroom.press.printing import show

OURS = {"same-origin", "none"}  # `none`: the reader did it, no page of somebody else
READS = {"GET", "HEAD", "OPTIONS"}


def ours_only(view):
    """Let the view see posts of our own pages alone; a refusal gives back what was typed.

    `request.origin_unknown` is true where an old browser did not say where the post comes from.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method in READS:
            return view(request, *args, **kwargs)
        complaint = _complaint(request)
        if complaint:
            return complaint
        if not _is_ours(request):
            return _refuse(request)
        request.origin_unknown = _says_nothing(request)
        return view(request, *args, **kwargs)

    return answer


def _is_ours(request):
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OURS
    origin = request.headers.get("Origin")
    return origin is None or origin in (_public_origin(), _asked_origin(request))


def _says_nothing(request):
    return not {"Sec-Fetch-Site", "Origin"} & request.headers.keys()


def _public_origin():
    public = urlsplit(settings.SITE_URL)
    return f"{public.scheme}://{public.netloc}"


def _asked_origin(request):
    return f"{request.scheme}://{request.get_host()}"


def _refuse(request):
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return show(request, "403.html", Masthead.current().language, {"fields": fields}, status=403)


def _complaint(request):
    """Return the answer to a body that cannot be read or stored, else None."""
    try:
        if request.content_type == "application/x-www-form-urlencoded":
            request.body.decode()  # Django would take bytes that are no text for Latin letters
        values = [
            *request.POST,
            *(value for _name, values in request.POST.lists() for value in values),
        ]
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return refuse(
            _("This is more than the form takes. Go back, shorten it and send it again."), 413
        )
    except (BadRequest, MultiPartParserError, UnreadablePostError, UnicodeError):
        return refuse(_("This did not arrive in one piece. Go back and send it again."), 400)
    if any("\0" in value for value in values):
        return refuse(_("This holds a character that no text has. Go back and remove it."), 400)
    return None
