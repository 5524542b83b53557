"""The doctor at the desk: on a page of its own, and before the first issue goes out."""

from math import ceil

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsletter import doctor
from newsletter.models import Issue
from newsletter.permissions import may_ask_the_doctor
from newsroom.press import answers, limits

MOST, TEN_MINUTES = 20, 600  # each time other sites are asked


class Doctoring:
    """For the admin of issues: what the doctor finds about how we send, and about an issue."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.doctor_view)
        ours = [
            path("doctor/", view, name="newsletter_issue_doctor_of_all"),
            path("<int:pk>/doctor/", view, name="newsletter_issue_doctor"),
        ]
        return ours + super().get_urls()

    @method_decorator(require_safe)
    def doctor_view(self, request, pk=None):
        if not may_ask_the_doctor(request.user):
            raise PermissionDenied
        issue = self.issue_of(request, pk) if pk else None
        wait = limits.hit("mail doctor", str(request.user.pk), most=MOST, seconds=TEN_MINUTES)
        context = self.page(request, issue) | {
            "title": _("Doctor"),
            "findings": [] if wait else doctor.examine(issue),
            "minutes": ceil(wait / 60),
        }
        response = TemplateResponse(request, "admin/newsletter/issue/doctor.html", context)
        return answers.too_fast(response, wait) if wait else response

    def warned(self, issue: Issue) -> dict:
        """Return what the page before a send says of the doctor; nobody else is asked for it."""
        return {
            "warnings": [finding.sentence for finding in doctor.examine_letter(issue)],
            "is_first": not Issue.objects.filter(started_at__isnull=False).exists(),
        }
