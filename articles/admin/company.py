"""Who else has a form of the desk open: told to whoever opens it, and to those who have it open."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, JsonResponse
from django.urls import path, reverse
from django.utils.functional import cached_property

from articles import presence, workingcopies
from articles.admin import parcels

SITTING, LEAVING = "sitting", "leaving"  # one opening of a form, and that it is closed


class Company:
    """For an admin whose forms several people open, but that of stories, whose form says so with what it keeps."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.company_view)
        ours = [path("<path:object_id>/company/", view, name=self._company_name)]
        return ours + super().get_urls()

    def company_view(self, request, object_id):
        """Note that a form is open still or was closed, and tell who else has it open."""
        row = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if row is None or LEAVING in request.POST:  # a colleague may have deleted it
            self.part(request)
            return JsonResponse({"others": []})
        token = _sitting(request)
        presence.stay(request.user, token, row)
        return JsonResponse({"others": self._others(request, row, token)})

    def company(self, request, row):
        """Return what the form of a row says of who else has it open; nothing of one that is not there yet."""
        if row is None or row.pk is None or not self.has_change_permission(request, row):
            return None
        token = _sitting(request)
        presence.arrive(request.user, token, row)
        address = reverse(f"admin:{self._company_name}", args=[row.pk])
        return {SITTING: token, "address": address, "others": self._others(request, row, token)}

    def part(self, request):
        """Note that a form was closed or saved."""
        presence.leave(request.user, _sitting(request))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["company"] = self.company(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_change(self, request, obj):
        self.part(request)
        return super().response_change(request, obj)

    def _others(self, request, row, token):
        return parcels.said_of(presence.others(row, request.user, token), request.user)

    @cached_property
    def _company_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_company"


def _sitting(request):
    return request.POST.get(SITTING, "")[:40] or workingcopies.new_token()
