"""The admin site of the newsroom."""

from functools import wraps
from math import ceil

from django.contrib import admin, messages
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

OPEN_WITH_A_TEMPORARY_PASSWORD = {"password_change", "logout", "jsi18n"}


class Desk(admin.AdminSite):
    """The admin, which shows somebody with a temporary password nothing but where to change it."""

    site_title = _("Newsroom")
    index_title = _("Desk")
    enable_nav_sidebar = False  # lists of stories and comments need the width

    @method_decorator(csrf_protect)
    def login(self, request, extra_context=None):
        from newsroom.desk import (
            logins,
        )  # knows models, which are not there yet when this site is made

        wait = logins.seconds_to_wait(request) if request.method == "POST" else 0
        return self._wait(request, wait) if wait else super().login(request, extra_context)

    def admin_view(self, view, cacheable=False):
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def first_a_password(request, *args, **kwargs):
            must_change = getattr(request.user, "must_change_password", False)
            if not must_change or request.resolver_match.url_name in OPEN_WITH_A_TEMPORARY_PASSWORD:
                return guarded(request, *args, **kwargs)
            messages.warning(request, _("Choose a password of your own before you go on."))
            return redirect("admin:password_change")

        return first_a_password

    def _wait(self, request, seconds):
        context = self.each_context(request) | {"title": _("Log in"), "minutes": ceil(seconds / 60)}
        response = render(request, "admin/too_many_logins.html", context, status=429)
        response["Retry-After"] = str(seconds)
        return response
