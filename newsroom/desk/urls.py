"""The addresses of one's own login, under allauth's names; of its other addresses the site has none."""

from django.contrib import admin
from django.urls import path
from django.utils.module_loading import import_string

from newsroom.desk import accounts, language


def page(name):
    """Return a view that is imported when somebody first asks for it: passkeys bring ten megabytes along."""

    def later(request, *args, **kwargs):
        view = import_string(f"newsroom.desk.views.{name}").as_view()
        return accounts.within(language.spoken(view))(request, *args, **kwargs)

    return later


def own(name):
    """Return a view for those who are logged in to the desk."""
    return admin.site.admin_view(page(name))


urlpatterns = [
    path("login/", admin.site.login, name="account_login"),
    path("login/code/", page("factors.SecondStep"), name="mfa_authenticate"),
    path("account/", own("factors.Account"), name="mfa_index"),
    path("account/password/", own("password.PasswordAgain"), name="account_reauthenticate"),
    path("account/code/", own("factors.CodeAgain"), name="mfa_reauthenticate"),
    path("account/passkey/", own("factors.PasskeyAgain"), name="mfa_reauthenticate_webauthn"),
    path("account/app/add/", own("factors.NewApp"), name="mfa_activate_totp"),
    path("account/app/remove/", own("factors.RemoveApp"), name="mfa_deactivate_totp"),
    path("account/passkeys/add/", own("factors.NewPasskey"), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        own("factors.RemovePasskey"),
        name="mfa_remove_webauthn",
    ),
    path("account/recovery-codes/", own("factors.RecoveryCodes"), name="mfa_view_recovery_codes"),
    path(
        "account/recovery-codes/new/",
        own("factors.NewRecoveryCodes"),
        name="mfa_generate_recovery_codes",
    ),
    path("account/language/", own("language.ChooseLanguage"), name="desk_language"),
    path("account/comment-mail/", own("comments.ChooseCommentMail"), name="comment_mail"),
    path("account/session/end/", own("password.EndSession"), name="end_session"),
    path("account/sessions/end/", own("password.EndOtherSessions"), name="end_other_sessions"),
]
