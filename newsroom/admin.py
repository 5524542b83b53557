"""The people of the newsroom and its masthead in the admin."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_tasks_db.admin import DBTaskResultAdmin
from django_tasks_db.models import DBTaskResult

from articles import permissions, publishing
from articles.admin.company import Company
from articles.admin.twotexts import TwoTexts
from articles.forms.opened import OpenedForm
from newsroom.desk.resetting import SecondFactorReset
from newsroom.models import Banner, Masthead, MenuItem, User
from newsroom.models.masthead import refuse_logo
from newsroom.moving.desk import admin as archives  # noqa: F401 - registers what comes from elsewhere
from newsroom.oldlinks import admin as oldlinks  # noqa: F401 - registers the redirects
from newsroom.press.desk import PublicAdmin
from newsroom.press.longlist import LongList, SeenLately


class TemporaryPassword:
    """A form in which somebody chooses a password for somebody else: it lasts until the first login."""

    def set_password_and_save(self, user, commit=True, **kwargs):
        user = super().set_password_and_save(user, commit=False, **kwargs)
        if self.cleaned_data["set_usable_password"]:
            user.set_temporary_password(self.cleaned_data["password1"])
        if commit:
            user.save()
        return user


class NewUserForm(TemporaryPassword, AdminUserCreationForm):
    pass


class OthersPasswordForm(TemporaryPassword, AdminPasswordChangeForm):
    # Django glues its own together when it starts, before anybody's language is known; its styles need the id.
    usable_password_help_text = format_lazy(  # type: ignore[assignment]
        '<p>{}</p><ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        _("Without a password nobody can log in with this name."),
        _("The password of now is lost then."),
    )


@admin.register(User)
class UserAdmin(SecondFactorReset, LongList, DjangoUserAdmin):
    add_form = NewUserForm
    change_password_form = OthersPasswordForm
    list_display = ("username", "first_name", "last_name", "email", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    found_by_prefix = ("username",)

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 - Django's name for it
        """Set somebody else's password; one's own is changed where the old one is asked for."""
        if unquote(id) == str(request.user.pk):
            return redirect("admin:password_change")
        return super().user_change_password(request, id, form_url)


admin.site.unregister([Group, DBTaskResult, EmailAddress, Authenticator])


@admin.register(Group)
class GroupAdmin(LongList, DjangoGroupAdmin):
    pass


@admin.register(DBTaskResult)
class JobAdmin(LongList, DBTaskResultAdmin):
    @admin.display(description=_("job"))
    def task_name(self, instance):
        return instance.task_name

    def get_list_filter(self, request):
        return ("status", ("priority", SeenLately), ("queue_name", SeenLately))


class MastheadForm(OpenedForm):
    """The masthead as an editor fills it in."""

    class Meta:
        widgets = {
            "brand_light": forms.TextInput(attrs={"type": "color"}),
            "brand_dark": forms.TextInput(attrs={"type": "color"}),
        }

    def clean_logo(self):
        logo = self.cleaned_data["logo"]
        if "logo" not in self.changed_data or not logo:
            return logo
        refuse_logo(logo)
        return logo

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("logo") and not cleaned.get("logo_alt"):
            self.add_error("logo_alt", _("Say the logo in words for those who cannot see it."))
        return cleaned


class MenuItemInline(admin.TabularInline):
    model = MenuItem
    extra = 1


@admin.register(Masthead)
class MastheadAdmin(Company, TwoTexts, PublicAdmin):
    """One page, since there is one masthead."""

    form = MastheadForm
    inlines = (MenuItemInline,)
    fieldsets = (
        (None, {"fields": ("name", "tagline", "language", ("logo", "logo_alt"))}),
        (_("Colours"), {"fields": (("brand_light", "brand_dark"),)}),
        (_("Words"), {"fields": ("default_dash", "footer", "postal_address")}),
    )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "default_dash" in form.changed_data:
            publishing.print_datelines_again.enqueue()

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Masthead.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not Masthead.objects.exists():
            return redirect("admin:newsroom_masthead_add")
        return redirect(reverse("admin:newsroom_masthead_change", args=[1]))


@admin.register(Banner)
class BannerAdmin(Company, TwoTexts, PublicAdmin):
    """Breaking news: who decides what stands on the front decides this too."""

    form = OpenedForm
    fields = ("words", "address", "language", ("begins_at", "ends_at"))
    list_display = ("words", "language", "begins_at", "ends_at")
    list_filter = ("language",)

    def save_model(self, request, obj, form, change):
        # It may be the first that the paper says of itself.
        obj.masthead, _is_new = Masthead.objects.get_or_create(pk=1)
        super().save_model(request, obj, form, change)

    def has_module_permission(self, request):
        return permissions.may_arrange(request.user)

    def has_view_permission(self, request, obj=None):
        return permissions.may_arrange(request.user)

    def has_add_permission(self, request):
        return permissions.may_arrange(request.user)

    def has_change_permission(self, request, obj=None):
        return permissions.may_arrange(request.user)

    def has_delete_permission(self, request, obj=None):
        return permissions.may_arrange(request.user)
