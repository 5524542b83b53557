"""A document as editors hand it in."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles import documents, filekinds
from articles.forms.opened import OpenedForm
from articles.models import Document


class DocumentForm(OpenedForm):
    """An upload with its title; what readers may not download here is refused before anything is stored."""

    class Meta:
        model = Document
        fields = ("title", "file")
        help_texts = {
            "file": _("A PDF, a recording, a film, a table, a text, a book or a packed folder."),
        }
        widgets = {
            "file": forms.FileInput(attrs={"accept": ",".join(f".{k}" for k in filekinds.KINDS)})
        }

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("The file may have %d MB at most.") % (settings.LARGEST_UPLOAD // 1024**2)
            )
        documents.kind_of(upload, upload.name)
        return upload
