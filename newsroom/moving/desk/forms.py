"""What somebody says who brings in an archive: which files, and how."""

import zoneinfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.models import ImportRun
from newsroom.moving.runs import files, keeping

MEGABYTE = 1024**2


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field, each checked as one is."""

    widget = Files(attrs={"accept": ".xml,.gz"})

    def clean(self, data, initial=None):
        checked = super().clean
        return [checked(each, initial) for each in data or [] if each]


def _zones():
    return [("", _("as here: %s") % settings.TIME_ZONE)] + [
        (name, name) for name in sorted(zoneinfo.available_timezones()) if "/" in name
    ]


def _about_uploads():
    return _(
        "One file or several of the same site, .xml or .xml.gz, together %(most)d MB at most: packed files hold five "
        "times as much. They are deleted %(days)d days after the last run over them."
    ) % {"most": settings.LARGEST_UPLOAD // MEGABYTE, "days": keeping.DAYS}


class ZoneField(forms.ChoiceField):
    """Where the old site's clock stood."""

    def __init__(self, **kwargs):
        super().__init__(
            label=gettext_lazy("Time zone of the old site"),
            required=False,
            choices=_zones,
            help_text=gettext_lazy("For dates that do not say it themselves."),
            **kwargs,
        )


class ArchiveForm(forms.Form):
    """The files of an archive."""

    uploads = FilesField(
        label=gettext_lazy("Files"), required=False, help_text=lazy(_about_uploads, str)()
    )
    lying = forms.MultipleChoiceField(
        label=gettext_lazy("On the server"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "What is bigger does not pass through a browser: whoever runs the server lays it into the folder "
            "“imports” beside the other data, and it is offered here. Nothing is deleted there."
        ),
    )
    zone = ZoneField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {each.name: each for each in files.lying()}
        sizes = [(each.name, f"{each.name} ({_size(each.size)})") for each in self.found.values()]
        self.fields["lying"].choices = sizes

    def clean_uploads(self):
        uploads = self.cleaned_data["uploads"]
        for each in uploads:
            if not files.is_export(each.name):
                words = _("“%(name)s” is no export: its name ends neither in .xml nor in .xml.gz.")
                raise ValidationError(words % {"name": each.name})
        if sum(each.size for each in uploads) > settings.LARGEST_UPLOAD:
            most = settings.LARGEST_UPLOAD // MEGABYTE
            raise ValidationError(_("Together the files may have %d MB at most.") % most)
        return uploads

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["uploads"] and not cleaned["lying"]:
            raise ValidationError(_("Choose at least one file."))
        return cleaned

    def begin(self, user) -> ImportRun:
        """Hand the files over and return the run that looks at them."""
        chosen = [self.found[name] for name in self.cleaned_data["lying"]]
        return files.begin(
            user, self.cleaned_data["uploads"], chosen, zone=self.cleaned_data["zone"]
        )


class ChoicesForm(forms.ModelForm):
    """How an archive that was looked at is brought in."""

    zone = ZoneField()

    class Meta:
        model = ImportRun
        fields = ["media", "overwrite", "zone", "tag_base", "author_base"]
        widgets = {"media": forms.RadioSelect}
        help_texts = {
            "media": gettext_lazy(
                "What is fetched stands here for good; what is left stays behind as a link."
            ),
            "overwrite": gettext_lazy(
                "Otherwise a story that somebody here has edited since an earlier import stays as it is."
            ),
            "tag_base": gettext_lazy(
                "The word before tags in its addresses, as its Settings → Permalinks say. Empty where that is /tag/."
            ),
            "author_base": gettext_lazy(
                "The word before authors in its addresses, where a plugin changed it. Empty where that is /author/."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def clean_media(self):
        media = self.cleaned_data["media"]
        if media == ImportRun.Media.COPY and not files.copied().is_dir():
            raise ValidationError(
                _("No folder “uploads” lies in the folder “imports” on the server yet.")
            )
        return media


def _size(count):
    return f"{count / MEGABYTE:,.1f} MB"
