"""Blocked senders at the desk: who is blocked, since when and by whom; to block is to add, to lift is to delete."""

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from comments import bans
from comments.models import Ban
from comments.permissions import may_block
from newsroom.press.longlist import LongList


class BanForm(forms.ModelForm):
    """A sender that somebody types."""

    def clean(self):
        cleaned = super().clean()
        try:
            cleaned["value"] = bans.tidy(cleaned.get("kind", ""), cleaned.get("value", ""))
        except ValueError:
            said = _(
                "Write an email address, a domain such as example.org, or a range such as 192.0.2.0/24."
            )
            if "value" in cleaned:
                self.add_error("value", said)
        return cleaned


@admin.register(Ban)
class BanAdmin(LongList):
    """The list of bans; a ban is never changed."""

    form = BanForm
    fields = ("kind", "value")
    list_display = ("value", "kind", "user", "created_at")
    list_filter = ("kind",)
    list_select_related = ("user",)
    ordering = ("-created_at", "-pk")
    search_fields = ("value",)
    search_help_text = _(
        "Words of the newest 3,000, or a whole address, domain or range among all."
    )
    found_by_value = ("value",)

    def changelist_view(self, request, extra_context=None):
        named = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, named | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        obj.user = request.user
        super().save_model(request, obj, form, change)

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        _name_nobody([obj.pk])
        return entry

    def log_deletions(self, request, queryset):
        bans = [ban.pk for ban in queryset]
        entries = super().log_deletions(request, queryset)
        _name_nobody(bans)
        return entries

    def has_module_permission(self, request):
        return may_block(request.user)

    def has_view_permission(self, request, obj=None):
        return may_block(request.user)

    def has_add_permission(self, request):
        return may_block(request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return may_block(request.user)


def _name_nobody(bans):
    """Take the senders out of the admin's log: it would keep an address when the ban is lifted and all else erased."""
    kind = ContentType.objects.get_for_model(Ban)
    for pk in bans:
        entries = LogEntry.objects.filter(content_type=kind, object_id=str(pk))
        entries.update(object_repr=f"{Ban._meta.verbose_name} {pk}")
