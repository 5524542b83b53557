"""Logging in with a password, showing it once more, and ending sessions; none of it needs what passkeys need."""

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login as LoginUnderWay
from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from newsroom.desk.views.atdesk import AtDesk, Limited


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
        return super().get_context_data(**kwargs) | {
            "app_path": self.request.get_full_path(),
            "next": self.get_success_url(),
            "username": self.request.user.get_username(),
        }


class PasswordAgain(Limited, AtDesk, account.ReauthenticateView):
    title = gettext_lazy("Is it you?")
    template_name = "desk/password_again.html"


class EndOtherSessions(View):
    """Log oneself out everywhere but here."""

    http_method_names = ["post"]

    def post(self, request):
        request.user.end_sessions()
        update_session_auth_hash(request, request.user)
        messages.success(request, _("You are logged out everywhere but here."))
        return redirect("mfa_index")


class EndSession(View):
    """Log oneself out in one browser."""

    http_method_names = ["post"]

    def post(self, request):
        named = request.POST.get("session", "")
        request.user.sessions.filter(session_key__in=[named] if named.isalnum() else []).delete()
        return redirect("mfa_index")
