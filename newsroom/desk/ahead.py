"""The site as it will be: every page for readers at a moment to come, for those who may see what is planned."""

import datetime
import re
from urllib.parse import quote

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import permissions, standing
from newsroom.press import headers, moment, pages, ribbon
from newsroom.press.minutes import TO_THE_MINUTE, MinuteField

LINKS = re.compile(rb'(<a\b[^>]*?\shref=")/(?!/|media/|static/|admin/)')
READS = {"GET", "HEAD"}


class MomentForm(forms.Form):
    """A moment to look at."""

    at = MinuteField(label=_("The site at"))


def choose(site, request):
    """Ask for a moment, and lead to the front page as it will be then."""
    _refuse_others(request)
    form = MomentForm(request.GET or None, initial={"at": _tomorrow_at_six()})
    if "go" in request.GET and form.is_valid():
        return redirect(address(form.cleaned_data["at"]))
    title = _("The site at a moment to come")
    context = site.each_context(request) | {"title": title, "form": form, "city": standing.city()}
    return render(request, "admin/ahead.html", context)


def show(request, at, path=""):
    """Show a page as readers will get it at that moment; one that is over leads to the page itself."""
    _refuse_others(request)
    then = _moment(at)
    if then <= moment.now():
        return redirect(f"/{quote(path)}")
    asked, made = _as_a_reader(request, f"/{path}")
    with moment.at(then):
        response = made()
    return _laid_open(request, asked, response, then)


def address(then: datetime.datetime) -> str:
    """Return where the front page stands as it will be at that moment."""
    local = timezone.localtime(then)
    return reverse("admin:ahead", args=[local.strftime(TO_THE_MINUTE)])


def _refuse_others(request):
    if request.method not in READS or not permissions.may_look_ahead(request.user):
        raise PermissionDenied


def _tomorrow_at_six():
    tomorrow = moment.today() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time(6)))


def _moment(text):
    form = MomentForm({"at": text})
    if not form.is_valid():
        raise Http404("This is no moment.")
    return form.cleaned_data["at"]


def _as_a_reader(request, path):
    """Return the request as a stranger would make it, and what makes the page that it asks for."""
    found = resolve(path)
    make = getattr(found.func, "made", None)
    if make is None:
        raise Http404("Readers have no page here.")
    asked = pages.as_stranger(request, path)
    return asked, lambda: make(asked, *found.args, **found.kwargs)


def _laid_open(request, asked, response, then):
    """Keep the reader inside that moment, and say above the page which it is."""
    inside = address(then)
    if "Location" in response:
        response["Location"] = inside + response["Location"].removeprefix("/")
        return response
    local = timezone.localtime(then)
    context = {
        "when": standing.when(then),
        "at": local.strftime(TO_THE_MINUTE),
        "here": quote(asked.path),
    }
    response.content = LINKS.sub(rb"\g<1>" + inside.encode(), response.content)
    ribbon.lay(asked, response, "admin/_ahead_ribbon.html", context)
    headers.without_forms(asked, response)
    response["X-Robots-Tag"] = "noindex"
    return response
