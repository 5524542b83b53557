"""What readers type and tick."""

from typing import NamedTuple

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from newsletter.addresses import LONGEST, PLAIN, fits
from newsletter.choosing import PAUSES
from newsletter.models import Cadence
from newsroom.models import Language

RHYTHMS = [(Cadence.DAILY, _("Daily")), (Cadence.WEEKLY, _("Weekly"))]
MALFORMED = _("Enter an email address in the correct format, like name@example.com")
plain = RegexValidator(PLAIN, MALFORMED)


def rhythm_of(number):
    """Return the name of the field that says in which rhythm a list comes."""
    return f"rhythm-{number}"


class CheckBoxes(forms.CheckboxSelectMultiple):
    """Check boxes whose group is reached, from the summary of errors, at its first box."""

    def id_for_label(self, id_, index=None):
        return super().id_for_label(id_, "0" if index is None else index)


class ListsField(forms.MultipleChoiceField):
    """Some of the lists that are offered here, by their numbers; its value is a list of Newsletter."""

    widget = CheckBoxes
    newsletters = ()

    def offer(self, newsletters):
        self.newsletters = list(newsletters)
        self.choices = [(str(newsletter.pk), newsletter.name) for newsletter in self.newsletters]

    def clean(self, value):
        chosen = super().clean(value)
        return [newsletter for newsletter in self.newsletters if str(newsletter.pk) in chosen]


class Offer(NamedTuple):
    """A list in a form: its check box, and in which rhythm it comes where that is for the reader to choose."""

    box: forms.BoundField
    newsletter: object
    rhythm: forms.BoundField | None = None


class ListsForm(forms.Form):
    """A form that offers lists; `offers` has each of them for the template."""

    newsletters = ListsField(
        label=_("Newsletters"),
        error_messages={
            "required": _("Choose at least one newsletter"),
            "invalid_choice": _("Choose from the newsletters that stand here"),
        },
    )

    def __init__(self, newsletters, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["newsletters"].offer(newsletters)

    @property
    def offers(self):
        offered = zip(self["newsletters"], self.fields["newsletters"].newsletters, strict=True)
        return [Offer(box, newsletter, self._rhythm(newsletter)) for box, newsletter in offered]

    def _rhythm(self, newsletter):
        name = rhythm_of(newsletter.pk)
        return self[name] if name in self.fields else None


class AddressField(forms.EmailField):
    """An address that a mailbox can have."""

    def __init__(self, **kwargs):
        usual = {
            "max_length": LONGEST,
            "validators": [plain],
            "widget": forms.EmailInput(attrs={"autocomplete": "email"}),
            "error_messages": {
                "required": _("Enter your email address"),
                "invalid": MALFORMED,
                "max_length": MALFORMED,
            },
        }
        super().__init__(**usual | kwargs)

    def clean(self, value):
        address = super().clean(value)
        if not fits(address):
            raise forms.ValidationError(MALFORMED)
        return address


class SignupForm(ListsForm):
    """The box: an address, and the lists where there is a choice."""

    email = AddressField(label=_("Email"))
    page = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    language = forms.ChoiceField(required=False, choices=Language.choices, widget=forms.HiddenInput)
    field_order = ["newsletters", "email"]

    def __init__(self, newsletters, data=None, **kwargs):
        super().__init__(newsletters, data, auto_id="signup-%s", **kwargs)
        self.fields["newsletters"].required = self.is_a_choice

    @property
    def is_a_choice(self):
        """Whether there is more than one list, so that the box asks which."""
        return len(self.fields["newsletters"].newsletters) > 1

    def clean_newsletters(self):
        """Where there is nothing to choose, the one list is meant."""
        return self.cleaned_data["newsletters"] or self.fields["newsletters"].newsletters


class PreferencesForm(ListsForm):
    """Every list that a reader can have, on or off, and how often where it comes in two rhythms."""

    def __init__(self, newsletters, data=None, *, on=(), in_two_rhythms=(), rhythms=None):
        super().__init__(newsletters, data, auto_id="preferences-%s", initial={"newsletters": on})
        self.fields["newsletters"].required = False
        self.in_two_rhythms = in_two_rhythms
        for number in in_two_rhythms:
            self.fields[rhythm_of(number)] = forms.ChoiceField(
                choices=RHYTHMS,
                required=False,
                widget=forms.RadioSelect,
                initial=(rhythms or {}).get(number, Cadence.DAILY),
            )

    @property
    def rhythms(self):
        """What was chosen, by the number of the list; where nothing was, it stays."""
        chosen = {number: self.cleaned_data[rhythm_of(number)] for number in self.in_two_rhythms}
        return {number: rhythm for number, rhythm in chosen.items() if rhythm}


class PauseForm(forms.Form):
    """For how many weeks a reader wants to hear nothing."""

    weeks = forms.TypedChoiceField(coerce=int, choices=[(weeks, weeks) for weeks in PAUSES])


class NewAddressForm(forms.Form):
    """Where a reader wants our mail from now on."""

    email = AddressField(label=_("New email address"))

    def __init__(self, data=None):
        super().__init__(data, auto_id="address-%s")
