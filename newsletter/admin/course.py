"""An issue on its way, at the desk: how far it has come, and what a person may do about it."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from newsletter import sending, stages
from newsletter.models import Delivery, Issue
from newsletter.permissions import may_send

Status = Delivery.Status
WIDE = 1000  # parts into which the bar is divided
# What a bar shows, in its order: a name for its colour, its words, and what is counted together.
PARTS = [
    ("sent", pgettext_lazy("delivery", "sent"), [Status.SENT]),
    ("doubt", gettext_lazy("in doubt"), [Status.IN_DOUBT]),
    ("bounced", gettext_lazy("came back"), [Status.BOUNCED]),
    ("failed", gettext_lazy("failed"), [Status.FAILED]),
    ("dropped", gettext_lazy("not wanted any more"), [Status.DROPPED, Status.CANCELLED]),
    ("queued", gettext_lazy("queued"), Delivery.OPEN),
]


@dataclass(frozen=True)
class Part:
    """So many letters of an issue stand so; `x` and `width` are its place in the bar."""

    name: str
    said: str
    count: int
    address: str
    x: int
    width: int


class Course:
    """For the admin of issues: the page of an issue that is being sent, or was."""

    def get_urls(self):
        views = {"progress": self.progress_view, "steer": self.steer_view}
        ours = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"newsletter_issue_{name}",
            )
            for name, view in views.items()
        ]
        return ours + super().get_urls()

    def show_course(self, request, issue):
        context = self.page(request, issue) | _course(issue) | {"title": issue.subject}
        return TemplateResponse(request, "admin/newsletter/issue/course.html", context)

    @method_decorator(require_safe)
    def progress_view(self, request, pk):
        """Show the part of the page that changes while an issue is sent."""
        issue = self.issue_of(request, pk)
        return TemplateResponse(request, "admin/newsletter/issue/_course.html", _course(issue))

    @method_decorator(require_POST)
    def steer_view(self, request, pk):
        """Do what the pressed button says: pause, resume, cancel the rest, or try again what failed."""
        issue = self.issue_of(request, pk, permission=may_send)
        deeds = {
            "_pause": (sending.pause, _("Paused")),
            "_resume": (sending.resume, _("Resumed")),
            "_cancel": (sending.cancel_rest, _("The rest was cancelled")),
            "_retry": (sending.retry_failed, _("What failed is tried again")),
        }
        for name, (deed, said) in deeds.items():
            if name in request.POST:
                deed(issue)
                self.log_change(request, issue, said)
                messages.success(request, said)
        return redirect("admin:newsletter_issue_change", pk)


def _course(issue):
    """Return what is known of a send at this moment."""
    counts = sending.progress(issue)
    parts = _parts(issue, counts)
    total = sum(part.count for part in parts)
    left = parts[-1].count
    is_over = issue.status in (Issue.Status.SENT, Issue.Status.CANCELLED)
    return {
        "issue": issue,
        "stands": stages.in_words(issue),
        "why": stages.why(issue),
        "parts": parts,
        "total": total,
        "said": _said(total - left, total),
        "is_over": is_over,
        "failed": counts[Status.FAILED],
        "in_doubt": counts[Status.IN_DOUBT],
        "ledger": _ledger(issue),
    }


def _parts(issue, counts):
    total = sum(counts.values()) or 1
    parts: list[Part] = []
    done = 0
    for name, said, statuses in PARTS:
        count = sum(counts[status] for status in statuses)
        x, done = done * WIDE // total, done + count
        width = done * WIDE // total - x
        parts.append(Part(name, said, count, _ledger(issue, statuses), x, width))
    return parts


def _said(done, total):
    words = ngettext("%(done)s of %(total)s letter", "%(done)s of %(total)s letters", total)
    return words % {"done": done, "total": total}


def _ledger(issue, statuses=()):
    address = f"{reverse('admin:newsletter_delivery_changelist')}?issue={issue.pk}"
    return f"{address}&status__exact={statuses[0]}" if len(statuses) == 1 else address
