"""An issue as readers will see it: in a wide window, on a phone, as plain text, and in one's own mailbox."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from newsletter import stages, trial
from newsroom.models import Language
from newsroom.press import headers

# A letter brings its style along and can do nothing but be looked at; a link opens a window of its own.
LETTER = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: {site}; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)


class Looking:
    """For the admin of issues: previews, and the test."""

    def get_urls(self):
        views = {"preview": self.preview_view, "letter": self.letter_view}
        ours = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"newsletter_issue_{name}",
            )
            for name, view in views.items()
        ]
        return ours + super().get_urls()

    @method_decorator(require_safe)
    def preview_view(self, request, pk):
        return self.show_letter(request, self.issue_of(request, pk))

    def show_letter(self, request, issue):
        """Show an issue in every form in which it reaches readers."""
        headers.allow_frames(request)
        language = _language(request, issue)
        context = self.page(request, issue) | {
            "title": _("Preview"),
            "stands": stages.in_words(issue),
            "printed": trial.printed(issue, language),
            "language": language,
            "languages": Language.choices,
        }
        return TemplateResponse(request, "admin/newsletter/issue/preview.html", context)

    @method_decorator([require_safe, xframe_options_sameorigin])
    def letter_view(self, request, pk):
        """Show the letter alone, inside a page of the desk."""
        issue = self.issue_of(request, pk)
        html = trial.printed(issue, _language(request, issue)).html
        response = HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))
        response["Content-Security-Policy"] = LETTER.format(site=settings.SITE_URL)
        return response

    def send_test(self, request, issue):
        """Send the issue to whoever asks, and say where it went or what stopped it."""
        if not request.user.email:
            said = _(
                "Your login has no email address, so no test was sent. An administrator enters one under Users."
            )
            messages.error(request, said)
            return
        try:
            trial.send(issue, request.user.email)
        except trial.NotSent as reason:
            words = _("The test was not sent. The mail server says: %(why)s")
            messages.error(request, words % {"why": reason})
        else:
            said = _("A test went to %(address)s.") % {"address": request.user.email}
            messages.success(request, said)


def _language(request, issue):
    asked = request.GET.get("in", "")
    return asked if asked in Language.values else issue.newsletter.language
