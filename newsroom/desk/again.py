"""A form of the desk that came too late: the session had ended, or its key was of a session before.

What was typed comes back with the page, to be sent again by who has logged in meanwhile, in another tab.
"""

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import csrf

from newsroom.desk import language
from newsroom.press import headers

# A button of our own pages was pressed: no script asks, and no page of somebody else.
PRESSED = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
SECRETS = ("password", "code", "credential")  # what is in such a field comes back to nobody
NOT_TYPED = {"csrfmiddlewaretoken"}


def refused(request, reason="") -> HttpResponse:
    """Answer a post whose key is not that of the session; elsewhere than at the desk as Django does."""
    page = language.spoken(offer)(request) if headers.is_desk(request) else None
    return page or csrf.csrf_failure(request, reason)


def offer(request, first: str = "") -> HttpResponse | None:
    """Give back what was typed, and say where to go `first`; None where nothing was, or no form of ours sent it."""
    if not _was_pressed(request) or _holds_a_secret(request):
        return None
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    typed = [pair for pair in typed if pair[0] not in NOT_TYPED]
    if not typed:
        return None
    if not admin.site.has_permission(request):
        first = reverse("admin:login")
    context = admin.site.each_context(request) | {
        "title": _("Nothing is saved yet"),
        "typed": typed,
        "has_files": bool(request.FILES),
        "address": request.get_full_path(),
        "first": first,
    }
    return render(request, "desk/again.html", context, status=403)


def _was_pressed(request):
    return request.method == "POST" and all(
        request.headers.get(name) == value for name, value in PRESSED.items()
    )


def _holds_a_secret(request):
    return any(secret in name for name in request.POST for secret in SECRETS)
