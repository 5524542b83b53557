"""Giving an issue to its readers: the page that says what that means, before it is done."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.standing import when
from newsletter import issues, sending, stages
from newsletter.models import Issue
from newsletter.permissions import may_send
from newsroom.press import moment
from newsroom.press.minutes import MinuteField

LONGEST_KEY = 9  # digits of a version


class SendForm(forms.Form):
    """A moment to come; the version that was looked at stands beside it."""

    at = MinuteField(label=gettext_lazy("Goes out at"), required=False)

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at is None:
            raise forms.ValidationError(_("Say when readers should get it."))
        if at <= moment.of_database():
            raise forms.ValidationError(_("This moment is over. Choose one to come."))
        return at


class Giving:
    """For the admin of issues: send now, send at a time, take back."""

    def get_urls(self):
        views = {"send": self.send_view, "take-back": self.take_back_view}
        ours = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"newsletter_issue_{name.replace('-', '_')}",
            )
            for name, view in views.items()
        ]
        return ours + super().get_urls()

    def send_view(self, request, pk):
        """Ask once, with what is sent and to how many; a second press is none."""
        issue = self.issue_of(request, pk, permission=may_send)
        if not issue.is_unbegun:
            return redirect("admin:newsletter_issue_change", pk)
        if request.method != "POST":
            return self._ask(request, issue, SendForm(initial={"at": issue.send_at}))
        form = SendForm(request.POST)
        if "_schedule" in request.POST and not form.is_valid():
            return self._ask(request, issue, form)
        try:
            self._give(request, issue, form)
        except issues.Stale as stale:
            if not stale.issue.is_unbegun:
                return redirect("admin:newsletter_issue_change", pk)
            messages.error(request, _changed(stale.issue))
            return redirect("admin:newsletter_issue_send", pk)
        except sending.Refused as reason:
            messages.error(request, str(reason))
            return redirect("admin:newsletter_issue_send", pk)
        return redirect("admin:newsletter_issue_change", pk)

    @method_decorator(require_POST)
    def take_back_view(self, request, pk):
        """Make a draft again of what has not begun to go out."""
        issue = self.issue_of(request, pk, permission=may_send)
        try:
            issues.unschedule(issue, by=request.user)
        except issues.Stale:
            messages.error(request, _("It is too late for that: the issue is going out."))
        else:
            self.log_change(request, issue, _("Taken back"))
            messages.success(request, _("The issue is a draft again. It goes out at no time."))
        return redirect("admin:newsletter_issue_change", pk)

    def show_wait(self, request, issue):
        """Show an issue that waits for its time, or for a decision."""
        context = self.page(request, issue) | {
            "title": issue.subject,
            "stands": stages.in_words(issue),
            "why": stages.why(issue),
            "count": sending.recipients(issue).count(),
        }
        return TemplateResponse(request, "admin/newsletter/issue/wait.html", context)

    @transaction.atomic
    def _give(self, request, issue, form):
        seen = _seen(request)
        if "_schedule" in request.POST:
            at = form.cleaned_data["at"]
            issues.schedule(issue, at, by=request.user, seen=seen)
            self.log_change(request, issue, _("Scheduled for %(when)s") % {"when": when(at)})
            return
        stored = issues.unbegun(issue, seen=seen)
        sending.start(stored)
        self.log_change(request, issue, _("Sent to its readers"))

    def _ask(self, request, issue, form):
        context = self.page(request, issue) | {
            "title": _("Send or schedule"),
            "count": sending.recipients(issue).count(),
            "form": form,
            "stories": _with_public(issue),
            **self.warned(issue),
        }
        return TemplateResponse(request, "admin/newsletter/issue/send.html", context)


def _with_public(issue):
    """Return the stories of an issue, each with whether readers may see it now."""
    places = issue.places.select_related("article")
    public = set(Article.objects.published().filter(issue=issue).values_list("pk", flat=True))
    return [(place.article, place.article_id in public) for place in places]


def _changed(issue: Issue):
    words = _("%(who)s changed this issue after you had opened this page. Look at it once more.")
    return words % {"who": issue.saved_by or "–"}


def _seen(request):
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) <= LONGEST_KEY else -1
