"""What an editor says of a change to a story that readers have: how much it matters, and what they are told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles import correcting
from articles.models import Article, Correction

CORRECT, SUBSTANTIVE = "_correct", "_substantive"  # buttons beside Save, which is for small changes


class Correcting(forms.ModelForm):
    """The part of a story's form that asks about a change; `may_publish` is set by the admin."""

    may_publish = False

    correction_kind = forms.ChoiceField(
        label=_("Kind"), choices=Correction.Kind.choices, required=False
    )
    correction_text = forms.CharField(
        label=_("Note to readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was wrong, and what is right. It stands under the story with its time."),
    )
    shows_change = forms.BooleanField(
        label=_("Let readers see what changed in the text"), required=False
    )
    is_minor = forms.BooleanField(
        label=_("A small thing: leave the time under “Updated” as it is"), required=False
    )

    @property
    def is_correction(self) -> bool:
        return CORRECT in self.data and self.may_publish

    @property
    def is_substantive(self) -> bool:
        """Say whether the time under "Updated" moves, as the pressed button says."""
        if self.is_correction:
            return not self.cleaned_data.get("is_minor")
        return SUBSTANTIVE in self.data

    def clean(self):
        cleaned = super().clean()
        if self.is_correction and not cleaned.get("correction_text"):
            self.add_error("correction_text", _("Tell readers what was put right."))
        return cleaned

    def note_correction(self):
        """Write the note to readers; the story's row has to be saved by then."""
        if self.is_correction:
            said = self.cleaned_data
            correcting.note(
                self.instance,
                kind=said["correction_kind"] or Correction.Kind.CORRECTION,
                text=said["correction_text"],
                shows_change=said["shows_change"],
            )


class TakeDownForm(forms.Form):
    """Why a story is taken from readers, which they are told."""

    reason = forms.CharField(
        label=_("Why the story is taken down"),
        max_length=Article._meta.get_field("withdrawal_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers are told this at the story's address."),
        error_messages={"required": _("Tell readers why the story was withdrawn.")},
    )
