"""Helping a colleague whose phone is lost, in the admin's page about them."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from newsroom import permissions
from newsroom.desk import second_factor


class SecondFactorReset:
    """An admin of people with a page on which a colleague's second factor is reset."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.reset_second_factor)
        name = "newsroom_user_second_factor"
        return [path("<id>/second-factor/", view, name=name), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        colleague = self.get_object(request, unquote(object_id))
        may = colleague and permissions.may_reset_second_factor(request.user, colleague)
        more = (extra_context or {}) | {"may_reset_second_factor": may}
        return super().change_view(request, object_id, form_url, more)

    def reset_second_factor(self, request, id):  # noqa: A002 - Django's name for it
        """Ask whether it is meant, and do it when it is posted."""

        colleague = self.get_object(request, unquote(id))
        if colleague is None:
            raise Http404
        if not permissions.may_reset_second_factor(request.user, colleague):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask(request, colleague)
        if second_factor.reset(colleague, by=request.user):
            messages.success(request, _("%s logs in with a password alone now.") % colleague)
        return redirect("admin:newsroom_user_change", colleague.pk)

    def _ask(self, request, colleague):
        title = _("Reset the second factor of %s") % colleague
        context = self.admin_site.each_context(request) | {"title": title, "colleague": colleague}
        return render(request, "desk/second_factor_reset.html", context)
