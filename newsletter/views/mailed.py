"""What the pages behind mailed links share: reading one changes nothing, its button does."""

from functools import wraps

from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsletter import links
from newsroom.models import Masthead
from newsroom.press import pages, tokens
from newsroom.press.printing import show

RENEWED_AT = {
    links.CONFIRM: "subscription_confirm_renew",
    links.PREFERENCES: "preferences_renew",
}


def mailed(purpose):
    """Make a page for whoever holds a link of this purpose; the link itself is all its protection.

    An old link gets a page that offers a new one where there are new ones, a wrong link 404. No other page, not even
    one of ours, learns the address.
    """

    def decorate(view):
        @pages.private
        @csrf_exempt
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request, token):
            try:
                with translation.override(_language(purpose, token)):
                    response = _view_or_expired(view, purpose, request, token)
            except tokens.Bad as error:
                raise Http404 from error
            response["Referrer-Policy"] = "no-referrer"
            return response

        return page

    return decorate


def page(request, template, context=None, status=200):
    """Show a page in the language of whoever holds the link."""
    return show(request, template, translation.get_language(), context, status=status)


def _language(purpose, token):
    holder = links.holder(purpose, token)
    return holder.language if holder else Masthead.current().language


def _view_or_expired(view, purpose, request, token):
    try:
        return view(request, token)
    except tokens.Expired:
        name = RENEWED_AT.get(purpose)
        context = {"renew": reverse(name, args=[token]) if name else None}
        return page(request, "newsletter/link_expired.html", context, status=410)
