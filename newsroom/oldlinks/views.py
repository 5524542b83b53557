"""The front page, which old sites asked for everything by number, and what is shown where nothing of ours is."""

from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import TooManyFieldsSent
from django.http import Http404, HttpResponsePermanentRedirect, QueryDict

from articles import views
from articles.views.article import removed
from newsroom.models import Masthead
from newsroom.oldlinks import answering, asking, leading
from newsroom.press import pages
from newsroom.press.printing import show

READS = {"GET", "HEAD"}
DESK = "/admin/"


class Unknown(Http404):
    """That no old address is meant was found out already."""


@wraps(views.front)
def front(request):
    return old_address(request, _front)


def not_found(request, exception):
    """Lead on from an old address, where this is one; only what has no page of ours is looked up."""
    is_read = request.method in READS and not request.path.startswith(DESK)
    if is_read and not isinstance(exception, Unknown):
        try:
            # As it was asked: the page that is not there may have forgotten what it did not know.
            request.GET = QueryDict(request.META.get("QUERY_STRING", ""))
            return old_address(request, _nothing)
        except (Http404, TooManyFieldsSent):
            pass
    return views.not_found(request, exception)


@pages.shared(
    "attachment_id",
    "author",
    "author_name",
    "cat",
    "feed",
    "m",
    "p",
    "page_id",
    "replytocom",
    "s",
    "tag",
)
def old_address(request, otherwise):
    """Lead to where the thing of an old address stands now, say that it is gone, or do what is done otherwise."""
    if request.path == "/" and not asking.ASKING & request.GET.keys():
        return otherwise(request)
    try:
        address = answering.answer(request.path, request.GET.dict())
    except leading.Gone as gone:
        return removed(request, gone.slug) if gone.slug else _show_gone(request)
    if address and urlsplit(address).path != request.path:
        return HttpResponsePermanentRedirect(address)
    return otherwise(request)


def _front(request):
    if asking.ASKING & request.GET.keys():
        raise Unknown("The old site had nothing under this number.")
    return views.front.made(request)


def _nothing(request):
    raise Unknown("No old address.")


def _show_gone(request):
    masthead = Masthead.as_printed()
    return show(
        request, "oldlinks/gone.html", masthead.language, {"masthead": masthead}, status=410
    )
