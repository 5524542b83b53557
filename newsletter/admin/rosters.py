"""Readers as a file at the desk: brought in once somebody has seen line by line what happens, and taken out."""

import hashlib
from collections import Counter, deque
from itertools import islice

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from newsletter.models import Newsletter
from newsletter.permissions import may_export_subscribers, may_import_subscribers
from newsletter.rosters import judging, reading, taking, writing

MOST_SHOWN = 1_000  # lines on the page; the file of what happens has all


class RosterForm(forms.Form):
    """A file of readers, the list that they are for, and how they came to say yes."""

    newsletter = forms.ModelChoiceField(
        Newsletter.objects.all(), label=gettext_lazy("newsletter"), empty_label=None
    )
    consent = forms.CharField(
        label=gettext_lazy("how they said yes"),
        max_length=2_000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Where, when and with which words. Kept as the proof of each whose line does not say it."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("file"),
        help_text=gettext_lazy(
            "CSV in UTF-8 whose first line names the columns; “email” is enough."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def clean_file(self):
        """Read the file to its end once, so that nobody who goes on with it stumbles over its last line."""
        file = self.cleaned_data["file"]
        try:
            deque(reading.read(file.file), maxlen=0)
        except reading.Unreadable as error:
            raise ValidationError(str(error)) from error
        return file

    @property
    def seal(self):
        """Return what tells this file, for this list, from any other."""
        digest = hashlib.sha256(str(self.cleaned_data["newsletter"].pk).encode())
        for chunk in self.cleaned_data["file"].chunks():
            digest.update(chunk)
        return digest.hexdigest()

    def lines(self):
        return reading.read(self.cleaned_data["file"].file)

    def judged(self):
        return judging.judge(self.lines(), self.cleaned_data["newsletter"])


class Rosters:
    """For the admin of readers: files that come in and go out."""

    def get_urls(self):
        bring = self.admin_site.admin_view(self.import_view)
        give = self.admin_site.admin_view(self.export_view)
        return [
            path("import/", bring, name="newsletter_subscriber_import"),
            path("export/<int:newsletter_id>/", give, name="newsletter_subscriber_export"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        extra_context = (extra_context or {}) | {"may_import": may_import_subscribers(request.user)}
        return super().changelist_view(request, extra_context)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def import_view(self, request):
        if not may_import_subscribers(request.user):
            raise PermissionDenied
        form = RosterForm(request.POST or None, request.FILES or None)
        if not form.is_valid():
            return self._page(request, form)
        return self._answer(request, form)

    @method_decorator(require_POST)
    def export_view(self, request, newsletter_id):
        if not may_export_subscribers(request.user):
            raise PermissionDenied
        newsletter = get_object_or_404(Newsletter, pk=newsletter_id)
        _log(request, newsletter, _("Took its readers out as a file"))
        return _file(writing.readers(newsletter), f"{newsletter.slug}.csv")

    def _answer(self, request, form):
        if "report" in request.POST:
            return _file(writing.verdicts(form.judged()), "what-happens.csv")
        if "take" not in request.POST:
            return self._page(request, form, _looked(form))
        if request.POST.get("seal") != form.seal:
            form.add_error("file", _("This is not what you looked at. Look at it first."))
            return self._page(request, form)
        return self._take(request, form)

    def _take(self, request, form):
        newsletter, consent = form.cleaned_data["newsletter"], form.cleaned_data["consent"]
        counts = taking.take(form.lines(), newsletter, consent)
        taken = sum(counts[fate] for fate in judging.TAKEN)
        brought = ngettext(
            "Brought %d reader in from a file", "Brought %d readers in from a file", taken
        )
        _log(request, newsletter, brought % taken)
        said = _("%(count)d of %(all)d lines are on the list now. Nobody was mailed.")
        messages.success(request, said % {"count": taken, "all": counts.total()})
        return redirect("admin:newsletter_subscriber_changelist")

    def _page(self, request, form, looked=None):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Bring readers from elsewhere"),
            "form": form,
            "looked": looked,
        }
        status = 422 if form.errors else 200
        template = "admin/newsletter/subscriber/import.html"
        return TemplateResponse(request, template, context, status=status)


def _looked(form):
    """Return what the page says of a file: its first lines, how many met which fate, and its seal."""
    counts, shown = Counter(), []
    for some in form.judged():
        counts.update(each.fate for each in some)
        shown += islice(some, max(0, MOST_SHOWN - len(shown)))
    return {
        "counts": [(fate.label, counts[fate]) for fate in judging.Fate if counts[fate]],
        "taken": sum(counts[fate] for fate in judging.TAKEN),
        "all": counts.total(),
        "lines": shown,
        "is_cut": counts.total() > len(shown),
        "seal": form.seal,
    }


def _log(request, newsletter, message):
    LogEntry.objects.log_actions(
        request.user.pk, [newsletter], CHANGE, change_message=message, single_object=True
    )


def _file(lines, name):
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
