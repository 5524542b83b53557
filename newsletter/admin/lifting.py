"""Why an address is not written to, and writing to it again, for those who look after the readers."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from newsletter import bounces
from newsletter.models import Bounce, Subscriber
from newsletter.permissions import may_manage_subscribers, may_see_subscribers
from newsroom.press.desk import ReadOnly

LATEST = 10  # reports that the question names


class BounceInline(ReadOnly, admin.TabularInline):
    """What mail servers, providers and the reader's mailbox said."""

    model = Bounce
    fields = readonly_fields = ("reported_at", "kind", "code", "text", "issue", "lifted_at")
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("delivery__issue")

    @admin.display(description=gettext_lazy("issue"))
    def issue(self, bounce):
        return bounce.delivery.issue if bounce.delivery else None

    def has_view_permission(self, request, obj=None):
        return may_see_subscribers(request.user)


class Lifting:
    """For the admin of readers: an address that is not written to stays so until somebody has said so twice."""

    def get_urls(self):
        lift = self.admin_site.admin_view(self.lift_view)
        return [
            path("<int:pk>/lift/", lift, name="newsletter_subscriber_lift"),
            *super().get_urls(),
        ]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or obj.can_be_written_to else [*fields, "state"]

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        if db_field.name == "state":  # that its mail comes back is not for people to say
            field.choices = [each for each in field.choices if each[0] != Subscriber.State.BOUNCED]
        return field

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = {"may_lift": may_manage_subscribers(request.user)} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def lift_view(self, request, pk):
        """Ask, with all that speaks against it; then write to the address again."""
        if not may_manage_subscribers(request.user):
            raise PermissionDenied
        reader = get_object_or_404(Subscriber, pk=pk)
        if request.method == "POST":
            self._lift(request, reader)
        if reader.can_be_written_to or request.method == "POST":
            return redirect("admin:newsletter_subscriber_change", pk)
        context = self.admin_site.each_context(request) | {
            "title": _("Write to this address again"),
            "opts": self.opts,
            "reader": reader,
            "bounces": reader.bounces.counted()[:LATEST],
        }
        return TemplateResponse(request, "admin/newsletter/subscriber/lift.html", context)

    def _lift(self, request, reader):
        if bounces.lift(reader):
            self.log_change(request, reader, _("Written to again"))
            messages.success(request, _("This address is written to again."))
