"""The second step of logging in, and one's own factors: allauth's views in the desk's look, held to its limits."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from comments import waiting
from comments.permissions import may_moderate
from newsroom import permissions
from newsroom.desk import forms, second_factor, sessions
from newsroom.desk.views.atdesk import AtDesk, Limited
from newsroom.models import User


class SecondStep(Limited, AtDesk, mfa.AuthenticateView):
    title = gettext_lazy("Log in")
    template_name = "desk/second_step.html"
    form_class = forms.CodeForm

    @property
    def whose(self):
        return self.stage.login.user


class Account(AtDesk, mfa.IndexView):
    title = gettext_lazy("Your login")
    template_name = "desk/account.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "moderates": may_moderate(user),
            "wants_comment_mail": waiting.wants_mail(user),
            "must_have_one": permissions.must_use_second_factor(user),
            "languages": User.DeskLanguage.choices,
            "sessions": sessions.open_ones(self.request),
        }


class CodeAgain(Limited, AtDesk, mfa.ReauthenticateView):
    title = gettext_lazy("Is it you?")
    template_name = "desk/code_again.html"
    form_class = forms.CodeAgainForm


class PasskeyAgain(AtDesk, webauthn.ReauthenticateWebAuthnView):
    title = gettext_lazy("Is it you?")
    template_name = "desk/passkey_again.html"


class NewApp(Limited, AtDesk, totp.ActivateTOTPView):
    title = gettext_lazy("Set up an app")
    template_name = "desk/app_new.html"
    form_class = forms.NewAppForm

    def form_valid(self, form):
        answer = super().form_valid(form)
        user = self.request.user
        app = user.authenticator_set.get(type="totp")
        second_factor.use_up(app, form.cleaned_data["code"])
        record_authentication(self.request, user, "mfa", id=app.pk, type=app.type)
        return answer


class RemoveApp(AtDesk, totp.DeactivateTOTPView):
    title = gettext_lazy("Take the app away")
    template_name = "desk/factor_remove.html"


class NewPasskey(AtDesk, webauthn.AddWebAuthnView):
    title = gettext_lazy("Add a passkey")
    template_name = "desk/passkey_new.html"
    form_class = forms.NewPasskeyForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"site_url": settings.SITE_URL}

    def form_valid(self, form):
        answer = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn")
        return answer


class RemovePasskey(AtDesk, webauthn.RemoveWebAuthnView):
    title = gettext_lazy("Take the passkey away")
    template_name = "desk/factor_remove.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        if get_adapter().can_delete_authenticator(self.object):
            return super().form_valid(form)
        messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
        return redirect(self.success_url)


class RecoveryCodes(AtDesk, recovery.ViewRecoveryCodesView):
    title = gettext_lazy("Recovery codes")
    template_name = "desk/recovery_codes.html"


class NewRecoveryCodes(AtDesk, recovery.GenerateRecoveryCodesView):
    title = gettext_lazy("New recovery codes")
    template_name = "desk/recovery_codes_new.html"
