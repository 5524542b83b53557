"""The admin site of the newsroom."""

from functools import wraps

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

OPEN_WITH_A_TEMPORARY_PASSWORD = {"password_change", "logout", "jsi18n"}


class Desk(admin.AdminSite):
    """The admin, which shows somebody with a temporary password nothing but where to change it."""

    site_title = _("Newsroom")
    index_title = _("Desk")

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
