"""Logging in, and one's own login: allauth's views in the desk's look, held to the desk's limits."""

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login as LoginUnderWay
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from newsroom import permissions
from newsroom.desk import entrance, forms, logins, second_factor


class AtDesk:
    """A page between the others of the desk."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | admin.site.each_context(self.request) | {"title": self.title}


class Limited:
    """A page on which somebody may guess only so often."""

    def post(self, request, *args, **kwargs):
        wait = self.seconds_to_wait()
        return entrance.too_often(request, wait) if wait else super().post(request, *args, **kwargs)

    @property
    def whose(self):
        return self.request.user

    def seconds_to_wait(self):
        if "code" in self.request.POST:
            return logins.seconds_before_code(self.request, self.whose)
        if "password" in self.request.POST:
            return logins.seconds_before_password(self.request, self.whose.get_username())
        return 0  # a passkey is not guessed


class Login(AtDesk, LoginView):
    """The password; what follows it is allauth's affair."""

    title = gettext_lazy("Log in")
    template_name = "admin/login.html"
    authentication_form = AdminAuthenticationForm

    def get_default_redirect_url(self):
        return reverse("admin:index")

    def form_valid(self, form):
        login = LoginUnderWay(user=form.get_user(), redirect_url=self.get_success_url())
        return perform_password_login(self.request, {}, login)

    def get_context_data(self, **kwargs):
        more = {"app_path": self.request.get_full_path(), "next": self.get_success_url()}
        return super().get_context_data(**kwargs) | more


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
        must = permissions.must_use_second_factor(self.request.user)
        return super().get_context_data(**kwargs) | {"must_have_one": must}


class PasswordAgain(Limited, AtDesk, account.ReauthenticateView):
    title = gettext_lazy("Is it you?")
    template_name = "desk/password_again.html"


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


class EndOtherSessions(View):
    """Log oneself out everywhere but here."""

    http_method_names = ["post"]

    def post(self, request):
        request.user.end_sessions()
        update_session_auth_hash(request, request.user)
        messages.success(request, _("You are logged out everywhere but here."))
        return redirect("mfa_index")
