"""The form that takes a file of redirects."""

from io import TextIOWrapper

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.oldlinks import lines

LARGEST = 2  # MB
MOST_LINES = 10_000  # that are judged long before a web server gives up waiting


class UploadForm(forms.Form):
    """A file of redirects; `lines` are those that say something."""

    file = forms.FileField(
        label=_("file"),
        help_text=_(
            "CSV in UTF-8, a line for each: the old address, and where it leads; gone for good where that is empty."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST << 20:
            raise ValidationError(_("The file may have %d MB at most.") % LARGEST)
        try:
            self.lines = list(lines.read(TextIOWrapper(file, encoding="utf-8-sig")))
        except UnicodeDecodeError:
            raise ValidationError(_("This is no CSV in UTF-8.")) from None
        if len(self.lines) > MOST_LINES:
            raise ValidationError(_("The file may have %d lines at most.") % MOST_LINES)
        return file
