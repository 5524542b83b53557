"""How allauth is told about this newsroom: nobody signs up, staff alone log in, the second factor is a stage of it."""

from types import SimpleNamespace
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.account.stages import LoginStage
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.internal.constants import LoginStageKey
from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from newsroom import permissions
from newsroom.desk import second_factor, sessions
from newsroom.models import Masthead


def within(view):
    """Let allauth work in a view as its middleware would, without standing in the way of every reader's request."""

    def within_allauth(request, *args, **kwargs):
        request.allauth = SimpleNamespace()
        with context.request_context(request):
            try:
                return view(request, *args, **kwargs)
            except ImmediateHttpResponse as answer:
                return answer.response
            except ReauthenticationRequired:
                ways = AccountAdapter().get_reauthentication_methods(request.user)
                return suspend_request(request, ways[0]["url"])

    return within_allauth


class AccountAdapter(DefaultAccountAdapter):
    """Logins as the newsroom has them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": _("That is not your password."),
    }

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        super().login(request, user)
        sessions.note_opening(request)

    def get_login_stages(self):
        return ["newsroom.desk.accounts.SecondFactorStage"]

    def get_reauthentication_methods(self, user):
        """Ask for the second factor of those who have one: a password that was overheard changes nothing."""
        ways = super().get_reauthentication_methods(user)
        return [way for way in ways if way["id"] != "reauthenticate"] or ways

    def is_reauthentication_required(self, *, app, **kwargs):
        return not second_factor.was_shown_just_now(context.request)

    def add_message(self, *args, **kwargs):
        """Say nothing: our own pages show what has become of it."""

    def send_notification_mail(self, *args, **kwargs):
        """Send nothing: what happens to a login is recorded at the desk."""


class SecondFactorStage(LoginStage):
    """After the password those who have a second factor show it; its page is where the large modules are needed."""

    key = LoginStageKey.MFA_AUTHENTICATE.value
    urlname = "mfa_authenticate"

    def handle(self):
        if not second_factor.exists(self.login.user):
            return None, True
        return redirect(self.urlname), True


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors as the newsroom has them."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That is not the right code, or it has been used."),
        "cannot_delete_authenticator": _(
            "You need a second factor: set up another one before you take away the last."
        ),
    }

    def can_delete_authenticator(self, authenticator):
        """Leave the last one to those who may not be without."""
        must = permissions.must_use_second_factor(authenticator.user)
        return not (must and second_factor.is_last(authenticator))

    def encrypt(self, text):
        from newsroom.desk import sealing  # megabytes, for those who show a factor

        return sealing.seal(text)

    def decrypt(self, encrypted_text):
        from newsroom.desk import sealing

        return sealing.unseal(encrypted_text)

    def generate_authenticator_name(self, user, type):  # noqa: A002 - allauth's name for it
        return _("Passkey %d") % (user.authenticator_set.filter(type=type).count() + 1)

    def get_totp_label(self, user):
        return user.get_username()

    def get_totp_issuer(self):
        return Masthead.as_printed().name

    def get_public_key_credential_rp_entity(self):
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": Masthead.as_printed().name}
