"""Pinning a story as the lead of the front, from its own form."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles import endings, slots
from articles.endings import Ending
from articles.forms import until
from articles.models import Article
from newsroom.models import Masthead

NOTHING, OFF = "", "off"


class PinningForm(forms.ModelForm):
    """A form that says, of a story, until when it leads the front; who may not say so gets no such fields."""

    may_publish = False

    lead_ends = forms.ChoiceField(label=_("Pin as front lead"), required=False)
    lead_date = until.date_field(label=_("Until the date"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.may_publish:
            del self.fields["lead_ends"], self.fields["lead_date"]
            return
        slot = slots.lead_of(self.instance) if self.instance.pk else None
        off = [(OFF, _("take it off"))] if slot else []
        first = _("leave it there") if slot else _("no")
        self.fields["lead_ends"].choices = [(NOTHING, first), *off, *Ending.choices]
        if slot:
            self.fields["lead_ends"].help_text = _pinned(slot)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("lead_date") and not cleaned.get("lead_ends"):
            cleaned["lead_ends"] = Ending.DATE.value
        if cleaned.get("lead_ends") in Ending.values and "lead_date" not in self.errors:
            self._check_pin(cleaned)
        return cleaned

    def _check_pin(self, cleaned):
        try:
            until.refuse(cleaned["lead_ends"], cleaned.get("lead_date"))
            self._refuse_unseen(cleaned)
        except forms.ValidationError as error:
            self.add_error("lead_date", error)

    def _refuse_unseen(self, cleaned):
        language, end = Masthead.current().language, self.lead_until
        if cleaned.get("language") != language:
            raise forms.ValidationError(_("The front page is in another language."))
        if cleaned.get("status") == Article.Status.WITHDRAWN:
            raise forms.ValidationError(_("A withdrawn story cannot lead the front."))
        if end and (goes_out := cleaned.get("published_at")) and goes_out >= end:
            raise forms.ValidationError(_("Readers get the story only after that."))

    @property
    def lead_until(self):
        """The moment at which the pin ends, None for no end."""
        return endings.moment(self.cleaned_data["lead_ends"], self.cleaned_data.get("lead_date"))


def _pinned(slot):
    if slot.until is None:
        return _("Pinned there until it is taken away")
    when = date_format(timezone.localtime(slot.until), "DATETIME_FORMAT")
    return _("Pinned there until %(when)s") % {"when": when}
