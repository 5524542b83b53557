"""Many redirects at once: a file of lines, each judged as the form of one would judge it."""

import csv
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.models import OldAddress
from newsroom.oldlinks import addresses, redirecting
from newsroom.oldlinks.forms import RedirectForm

LARGEST = 1 << 20  # bytes
MOST_LINES = 2_000  # that one request can judge


class UploadForm(forms.Form):
    """A file of redirects; `rows` are its lines with their numbers."""

    file = forms.FileField(
        label=_("file"),
        help_text=_(
            "CSV in UTF-8, a line for each: the old address, and where it leads; gone for good where that is empty."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file may have 1 MB at most."))
        try:
            self.rows = list(_rows(file.read().decode("utf-8-sig")))
        except (UnicodeDecodeError, csv.Error):
            raise ValidationError(_("This is no CSV in UTF-8.")) from None
        if len(self.rows) > MOST_LINES:
            raise ValidationError(_("The file may have %d lines at most.") % MOST_LINES)
        return file


@dataclass
class Outcome:
    """How many redirects were saved, and of the others the line, the old address and what is wrong with it."""

    saved: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)


@transaction.atomic
def take(request, rows) -> Outcome:
    """Save what can be saved; a line whose address is known changes where that leads."""
    outcome = Outcome()
    for number, path, target in rows:
        form = _form(request, path, target)
        if form.is_valid():
            redirecting.save(form.save(commit=False), by=request.user)
            outcome.saved += 1
            continue
        words = " ".join(str(each) for errors in form.errors.values() for each in errors)
        outcome.refused.append((number, path, words or gettext("This is no address.")))
    return outcome


def _form(request, path, target):
    known = OldAddress.objects.filter(path=addresses.of_url(path)).first()
    data = {"path": path, "target": target, "is_gone": "" if target else "on"}
    form = RedirectForm(data, instance=known)
    form.request = request
    return form


def _rows(text):
    """Yield the lines that say something; the first may name the columns."""
    for number, cells in enumerate(csv.reader(text.splitlines()), start=1):
        path, target = (*(cell.strip() for cell in cells), "", "")[:2]
        is_head = number == 1 and not path.startswith(("/", "http"))
        if path and not is_head:
            yield number, path, target
