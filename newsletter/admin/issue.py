"""Issues at the desk, from the first word to the last reader."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from articles.admin.company import Company
from newsletter import issues, stages
from newsletter.admin.composing import Composing, of_posted_list
from newsletter.admin.course import Course
from newsletter.admin.doctoring import Doctoring
from newsletter.admin.giving import Giving
from newsletter.admin.looking import Looking
from newsletter.models import Issue
from newsletter.permissions import (
    may_ask_the_doctor,
    may_compose,
    may_delete_issues,
    may_see_issues,
    may_send,
)
from newsroom.press.longlist import LongList


@admin.register(Issue)
class IssueAdmin(Company, Composing, Looking, Giving, Doctoring, Course, LongList):
    """What stands at the address of an issue depends on how far it has come: its form, its time, or its course."""

    list_display = ["subject", "newsletter", "stands", "saved_at"]
    list_filter = ["status", "newsletter"]
    list_select_related = ["newsletter"]
    search_fields = ["subject"]
    actions = None

    def change_view(self, request, object_id, form_url="", extra_context=None):
        issue = self.get_object(request, object_id)
        if issue is None and request.method == "POST":
            issue = of_posted_list(request)  # a colleague deleted it: what was typed is not lost
        if issue is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not may_see_issues(request.user):
            raise PermissionDenied
        if issue.status in Issue.WITH_LEDGER:
            return self.show_course(request, issue)
        if not may_compose(request.user):
            return self.show_letter(request, issue)
        if issue.status == Issue.Status.DRAFT or request.method == "POST":
            return self.compose(request, issue)
        return self.show_wait(request, issue)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Issues")} | (extra_context or {}))

    def page(self, request, issue) -> dict:
        """Return what every page about an issue knows."""
        return self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": issue,
            "issue": issue,
            "may_send": may_send(request.user),
            "may_compose": may_compose(request.user),
            "may_ask_the_doctor": may_ask_the_doctor(request.user),
            "may_delete": bool(issue and issue.pk) and self.has_delete_permission(request, issue),
        }

    def issue_of(self, request, pk, *, permission=may_see_issues) -> Issue:
        """Return the issue of a key for who may do something with it."""
        if not permission(request.user):
            raise PermissionDenied
        return get_object_or_404(Issue.objects.select_related("newsletter"), pk=pk)

    @admin.display(description=_("where it stands"), ordering="status")
    def stands(self, issue):
        return stages.in_words(issue)

    def delete_model(self, request, obj):
        try:
            issues.delete(obj)
        except issues.Stale:
            raise PermissionDenied from None  # it began to go out while somebody was asked

    def has_module_permission(self, request):
        return may_see_issues(request.user)

    def has_view_permission(self, request, obj=None):
        return may_see_issues(request.user)

    def has_add_permission(self, request):
        return may_compose(request.user)

    def has_change_permission(self, request, obj=None):
        return may_compose(request.user)

    def has_delete_permission(self, request, obj=None):
        return may_delete_issues(request.user) and (obj is None or obj.is_unbegun)
