"""What a request may carry, judged by what it says of itself before a byte of it is read."""

import codecs

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

UNDERSTOOD = {"utf-8", "ascii"}  # our pages are UTF-8, so whoever fills in their forms sends that
_desk = SimpleLazyObject(lambda: reverse("admin:index"))


def bearable_bodies(get_response):
    """Refuse a body that would fill the disk or that no form of ours can have sent."""

    def middleware(request):
        if _length(request) > _most(request):
            return refuse(
                _("This is more than the form takes. Go back, shorten it and send it again."), 413
            )
        if not _is_understood(request):
            return refuse(_("This did not arrive in one piece. Go back and send it again."), 400)
        return get_response(request)

    return middleware


def refuse(sentence: str, status: int) -> HttpResponse:
    """Answer a body that is not read any further, in words."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def _length(request):
    # Without a number Django reads nothing: a body of unknown length is an empty one.
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _most(request):
    form = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if request.path_info.startswith(str(_desk)):
        return form + settings.LARGEST_UPLOAD
    return form


def _is_understood(request):
    named = (request.content_params or {}).get("charset")
    if not named:
        return True
    try:
        codec = codecs.lookup(named).name
    except (LookupError, ValueError):
        return False
    request.encoding = "utf-8"  # of which ASCII is a part
    return codec in UNDERSTOOD
