"""A picture as editors hand it in."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles import decoding
from articles.forms.opened import OpenedForm
from articles.models import Picture
from newsroom.press.minutes import MinuteField


class PictureForm(OpenedForm):
    """An upload with its words; what is no picture is refused before anything is stored."""

    class Meta:
        model = Picture
        fields = (
            *("original", "alt", "caption", "credit", "rights", "rights_until"),
            *("focal_x", "focal_y"),
        )
        field_classes = {"rights_until": MinuteField}  # in the desk's small windows
        help_texts = {"focal_x": _("What must be seen when the picture is cut: click it above.")}
        widgets = {
            "original": forms.FileInput(
                attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}
            )
        }

    def clean_original(self):
        upload = self.cleaned_data["original"]
        if "original" not in self.changed_data:
            return upload
        if upload.size > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("The picture may have %d MB at most.") % (settings.LARGEST_UPLOAD // 1024**2)
            )
        decoding.decode(upload.read())
        upload.seek(0)
        return upload

    @property
    def needs_render(self) -> bool:
        """Say whether readers get other files: after another upload or cut, and when we may show it again."""
        cut = {"original", "focal_x", "focal_y"} & set(self.changed_data)
        return bool(cut) or not (self.instance.stem or self.instance.is_over)
