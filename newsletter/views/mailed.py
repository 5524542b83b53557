"""The pages behind mailed links: reading one changes nothing, its button does."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from newsletter import choosing, leaving, links, signing_up
from newsletter.forms import PreferencesForm
from newsletter.models import Newsletter
from newsroom.models import Masthead
from newsroom.press import answers, pages, tokens
from newsroom.press.printing import show


def mailed(purpose):
    """Make a page for whoever holds a link of this purpose; the link itself is all its protection.

    An old link gets a page that offers a new one, a wrong link 404.
    """

    def decorate(view):
        @pages.private
        @csrf_exempt
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request, token):
            try:
                with translation.override(_language(purpose, token)):
                    return _view_or_expired(view, request, token)
            except tokens.Bad as error:
                raise Http404 from error

        return page

    return decorate


@mailed(links.CONFIRM)
def subscription_confirm(request, token):
    if request.method == "POST":
        signing_up.confirm(token)
        return answers.see_other(request.path)
    asked = signing_up.asked(token)
    context = {
        "waiting": Newsletter.objects.filter(subscriptions__in=asked.pending()),
        "confirmed": Newsletter.objects.filter(subscriptions__in=asked.confirmed()),
    }
    return _page(request, "newsletter/subscription_confirm.html", context)


@mailed(links.CONFIRM)
@require_POST
def subscription_confirm_renew(request, token):
    signing_up.renew_confirmation(token)
    return _page(request, "newsletter/link_renewed.html")


@mailed(links.PREFERENCES)
def preferences(request, token):
    reader = choosing.reader(token)
    if reader is None:
        raise Http404
    if request.method == "POST":
        return _choose(request, reader)
    form = PreferencesForm(choosing.offered(reader), initial={"newsletters": choosing.on(reader)})
    context = {"form": form, "saved": "saved" in request.GET}
    return _page(request, "newsletter/preferences.html", context)


@mailed(links.PREFERENCES)
@require_POST
def preferences_renew(request, token):
    signing_up.renew_preferences(token)
    return _page(request, "newsletter/link_renewed.html")


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
    return _page(request, "newsletter/unsubscribe.html", context)


@mailed(links.UNSUBSCRIBE)
@require_POST
def resubscribe(request, token):
    leaving.resubscribe(token)
    return answers.see_other(reverse("unsubscribe", args=[token]))


def _choose(request, reader):
    if "leave_all" in request.POST:
        leaving.leave_all(reader)
        return answers.see_other(f"{request.path}?saved")
    form = PreferencesForm(choosing.offered(reader), request.POST)
    if not form.is_valid():
        return _page(request, "newsletter/preferences.html", {"form": form}, status=422)
    choosing.choose(reader, form.cleaned_data["newsletters"])
    return answers.see_other(f"{request.path}?saved")


def _left(request):
    """Answer our own page with itself, and a mail client with 200: it follows no redirect."""
    if "on_page" in request.POST:
        return answers.see_other(request.path)
    return HttpResponse("", content_type="text/plain; charset=utf-8")


def _language(purpose, token):
    holder = links.holder(purpose, token)
    return holder.language if holder else Masthead.current().language


def _view_or_expired(view, request, token):
    try:
        return view(request, token)
    except tokens.Expired:
        renew = reverse(f"{request.resolver_match.url_name}_renew", args=[token])
        return _page(request, "newsletter/link_expired.html", {"renew": renew}, status=410)


def _page(request, template, context=None, status=200):
    return show(request, template, translation.get_language(), context, status=status)
