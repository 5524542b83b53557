"""What readers type and tick."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from newsroom.models import Language

MALFORMED = _("Enter an email address in the correct format, like name@example.com")
# The standard allows quoted local parts, blanks, control characters and bare IP addresses: no
# reader's mailbox has them.
plain = RegexValidator(r'^[^\s"\\\[\]]*\Z', MALFORMED)


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


class ListsForm(forms.Form):
    """A form that offers lists; `offers` pairs each check box with its list for the template."""

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
        return list(zip(self["newsletters"], self.fields["newsletters"].newsletters, strict=True))


class SignupForm(ListsForm):
    """The box: an address, and the lists where there is a choice."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        validators=[plain],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": MALFORMED,
            "max_length": MALFORMED,
        },
    )
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
    """Every list that a reader can have, on or off."""

    def __init__(self, newsletters, data=None, **kwargs):
        super().__init__(newsletters, data, auto_id="preferences-%s", **kwargs)
        self.fields["newsletters"].required = False
