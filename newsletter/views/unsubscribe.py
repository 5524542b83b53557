"""Leaving by a link that works for ever."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.views.decorators.http import require_POST

from newsletter import leaving, links
from newsletter.models import Newsletter
from newsletter.views.mailed import mailed, page
from newsroom.press import answers

UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)


@mailed(links.UNSUBSCRIBE)
def unsubscribe(request, token):
    if request.method == "POST":
        leaving.leave(token)
        return _left(request)
    rows = leaving.reach(token)
    context = {
        "standing": Newsletter.objects.filter(subscriptions__in=rows.standing()),
        "left": Newsletter.objects.filter(subscriptions__in=rows.left()),
        "can_undo": rows.left_last().exists(),
        "token": token,
    }
    return page(request, "newsletter/unsubscribe.html", context)


@mailed(links.UNSUBSCRIBE)
@require_POST
def resubscribe(request, token):
    leaving.resubscribe(token)
    return answers.see_other(reverse("unsubscribe", args=[token]))


def _left(request):
    """Answer our own page with itself, and a mail client with 200: it follows no redirect."""
    if _is_from_our_page(request):
        return answers.see_other(request.path)
    return HttpResponse("", content_type="text/plain; charset=utf-8")


def _is_from_our_page(request):
    try:
        return "on_page" in request.POST
    except UNREADABLE:  # no form of ours; the link has said all that counts
        return False
