"""The forms of logging in and of one's own second factors."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.desk import second_factor

LONGEST_NAME = 60  # of a passkey


class OneCode(forms.Form):
    """A code from the app, or a recovery code; each is good once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Code from your app, or a recovery code"))

    def clean_code(self):
        code = super().clean_code()
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not second_factor.use_up(self.authenticator, code):
            raise ValidationError(_("That is not the right code, or it has been used."))
        return code


class CodeForm(OneCode, AuthenticateForm):
    """The second step of logging in."""


class CodeAgainForm(OneCode, ReauthenticateForm):
    """Shows once more that it is they, before something changes."""


class NewAppForm(ActivateTOTPForm):
    """The first code of an app that has just read the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Code that the app shows"))


class NewPasskeyForm(AddWebAuthnForm):
    """A passkey that the browser has made, and what to call it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name"),
            required=False,
            max_length=LONGEST_NAME,
            help_text=_("So that you know it again: my phone, the key in the drawer."),
        )


def code_field(label):
    return forms.CharField(
        label=label,
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )
