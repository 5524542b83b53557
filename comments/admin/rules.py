"""The rules for comments at the desk: one page, since there is one set of them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.company import Company
from articles.admin.twotexts import TwoTexts
from articles.forms.opened import OpenedForm
from comments import blockedwords
from comments.models import Rules
from comments.permissions import may_set_rules
from newsroom.models import Masthead
from newsroom.models.closing import LONGEST_OPEN
from newsroom.press import pages
from newsroom.press.longlist import LongList

CLOSING = "comments_close_after"


class RulesForm(OpenedForm):
    """The rules as an editor fills them in; the paper's days stand on its masthead, where stories ask for them."""

    comments_close_after = Masthead._meta.get_field(CLOSING).formfield(max_value=LONGEST_OPEN)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial[CLOSING] = Masthead.current().comments_close_after

    class Meta:
        widgets = {
            "trusted_addresses": forms.Textarea(attrs={"rows": 3, "cols": 60}),
            "blocked_words": forms.Textarea(attrs={"rows": 8, "cols": 60}),
        }

    def clean_trusted_addresses(self):
        addresses = self.cleaned_data["trusted_addresses"].casefold().split()
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError:
                said = _("“%(line)s” is no email address.")
                raise ValidationError(said, params={"line": address}) from None
        return "\n".join(dict.fromkeys(addresses))

    def clean_blocked_words(self):
        try:
            return blockedwords.tidy(self.cleaned_data["blocked_words"])
        except ValueError as error:
            raise ValidationError(
                _("“%(line)s” holds no word."), params={"line": error.args[0]}
            ) from None


@admin.register(Rules)
class RulesAdmin(Company, TwoTexts, LongList):
    """What a moderator decides once, so that it need not be decided about each comment."""

    form = RulesForm
    fieldsets = (
        (
            _("Whose comments wait"),
            {"fields": ("hold", "trusted_addresses", "hold_colleagues")},
        ),
        (_("What waits"), {"fields": ("links_allowed", "blocked_words", "blocked_become")}),
        (_("How long"), {"fields": (CLOSING, "sources_kept")}),
    )
    radio_fields = {"hold": admin.VERTICAL, "blocked_become": admin.HORIZONTAL}

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if CLOSING in form.changed_data:
            days = {CLOSING: form.cleaned_data[CLOSING]}
            Masthead.objects.update_or_create(pk=1, defaults=days)
            pages.move()

    def changelist_view(self, request, extra_context=None):
        return redirect(reverse("admin:comments_rules_change", args=[1]))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        named = {"title": _("Rules for comments"), "subtitle": None}
        return super().change_view(request, object_id, form_url, named | (extra_context or {}))

    def get_object(self, request, object_id, from_field=None):
        """Return the rules that hold, saved or not: there is nothing to add."""
        return Rules.current() if object_id == "1" else None

    def has_module_permission(self, request):
        return may_set_rules(request.user)

    def has_view_permission(self, request, obj=None):
        return may_set_rules(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return may_set_rules(request.user)

    def has_delete_permission(self, request, obj=None):
        return False
