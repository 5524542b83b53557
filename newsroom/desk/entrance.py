"""The door of the desk: who may come in, how often somebody may knock, and what comes first after that."""

from math import ceil

from django.contrib import admin, messages
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from newsroom import permissions
from newsroom.desk import accounts, logins, second_factor

FOR_EVERYBODY = {"logout", "jsi18n"}
WITH_A_TEMPORARY_PASSWORD = FOR_EVERYBODY | {"password_change"}
WITHOUT_SECOND_FACTOR = FOR_EVERYBODY | {
    "mfa_index",
    "desk_language",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}


def login(request):
    """Ask for a password, or say how long to wait before the next."""
    wait = logins.seconds_to_wait(request) if request.method == "POST" else 0
    if wait:
        return too_often(request, wait)
    if request.method == "GET" and admin.site.has_permission(request):
        return redirect("admin:index")
    view = import_string("newsroom.desk.views.password.Login").as_view()
    return accounts.within(view)(request)


def too_many_passwords(request):
    """Return how long to wait, to somebody who tried too many old passwords of an account that is open already."""
    if request.method != "POST":
        return None
    wait = logins.seconds_before_password(request, request.user.get_username())
    return too_often(request, wait) if wait else None


def too_often(request, seconds):
    """Say how long to wait."""
    minutes = ceil(seconds / 60)
    context = admin.site.each_context(request) | {"title": _("Log in"), "minutes": minutes}
    response = render(request, "admin/too_many_logins.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


def what_comes_first(request):
    """Return where to go before anything else, None to those who may go on."""
    if not admin.site.has_permission(request):
        return None  # Django sends them to the door
    if request.user.must_change_password:
        return _choose_a_password(request)
    must_show = permissions.must_use_second_factor(request.user)
    if must_show and not second_factor.was_shown(request):
        return _show_a_second_factor(request)
    return None


def _choose_a_password(request):
    if request.resolver_match.url_name in WITH_A_TEMPORARY_PASSWORD:
        return None
    messages.warning(request, _("Choose a password of your own before you go on."))
    return redirect("admin:password_change")


def _show_a_second_factor(request):
    if request.resolver_match.url_name in WITHOUT_SECOND_FACTOR:
        return None
    if not second_factor.exists(request.user):
        return redirect("mfa_index")
    way = accounts.AccountAdapter().get_reauthentication_methods(request.user)[0]["url"]
    return redirect(f"{way}?{urlencode({'next': request.get_full_path()})}")
