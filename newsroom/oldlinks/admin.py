"""Redirects at the desk: those that editors make, those that came with an archive, and what renaming made."""

from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Contributor, Document, OldSlug, Page, Picture, Section, Tag
from newsroom import permissions
from newsroom.models import OldAddress
from newsroom.oldlinks import addresses, redirecting
from newsroom.oldlinks.forms import RedirectForm
from newsroom.press.desk import PublicAdmin, ReadOnly
from newsroom.press.longlist import LongList

NAMES = {
    "post": (Article, "headline"),
    "page": (Page, "title"),
    "category": (Section, "name"),
    "tag": (Tag, "name"),
    "author": (Contributor, "name"),
    "picture": (Picture, "alt"),
    "file": (Document, "title"),
}


class Whence(admin.SimpleListFilter):
    """Redirects by where they come from, and those that lead nowhere."""

    title = _("whence")
    parameter_name = "whence"
    asked = {
        "own": {"source": ""},
        "brought": {"source__gt": ""},
        "gone": {"kind": "", "target": ""},
    }

    def lookups(self, request, model_admin):
        return [
            ("own", _("made here")),
            ("brought", _("from an old site")),
            ("gone", _("gone for good")),
        ]

    def queryset(self, request, queryset):
        return queryset.filter(**self.asked.get(self.value() or "", {}))


class ForEditors:
    """Whoever decides what readers get decides where old addresses lead."""

    def has_module_permission(self, request):
        return permissions.may_redirect(request.user)

    def has_view_permission(self, request, obj=None):
        return permissions.may_redirect(request.user)


@admin.register(OldAddress)
class OldAddressAdmin(ForEditors, PublicAdmin):
    form = RedirectForm
    fields = ("path", "target", "is_gone")
    list_display = ("path", "leads_to", "whence", "created_at")
    list_filter = (Whence,)
    list_select_related = ("created_by",)
    ordering = ("-pk",)
    search_fields = ("path", "target")
    found_by_prefix = ("path",)
    search_help_text = _(
        "Finds parts of an address among the newest, and how an old one begins among all."
    )

    def get_queryset(self, request):
        """Return the redirects with the names of the things that they lead to."""
        names = [
            When(kind=kind, then=Subquery(model.objects.filter(pk=OuterRef("new_id")).values(name)))
            for kind, (model, name) in NAMES.items()
        ]
        return super().get_queryset(request).annotate(thing=Case(*names, default=Value(None)))

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.request = request
        return form

    def prefix(self, term):
        return addresses.of_url(term)

    @admin.display(description=_("leads to"))
    def leads_to(self, row):
        if row.kind:
            return row.thing or _("something that was deleted here")
        return row.target or _("gone for good")

    @admin.display(description=_("whence"))
    def whence(self, row):
        return row.source or row.created_by or ""

    def save_model(self, request, obj, form, change):
        if not obj.kind:  # from now on it is a colleague's own, whatever an archive says
            obj.created_by, obj.source = request.user, ""
        redirecting.save(obj)
        path = urlsplit(obj.target).path.rstrip("/")
        if obj.target.startswith("/") and not redirecting.has_page(request, path):
            words = gettext("Nothing stands at %(target)s yet.") % {"target": obj.target}
            messages.warning(request, words)

    def has_add_permission(self, request):
        return permissions.may_redirect(request.user)

    def has_change_permission(self, request, obj=None):
        return permissions.may_redirect(request.user)

    def has_delete_permission(self, request, obj=None):
        return permissions.may_redirect(request.user)


@admin.register(OldSlug)
class OldSlugAdmin(ForEditors, ReadOnly, LongList):
    """What renaming a story made by itself; it leads to the story for as long as that is there."""

    fields = list_display = ("slug", "article")
    ordering = ("-pk",)
    search_fields = ("slug",)
    found_by_value = ("slug",)
    list_select_related = ("article",)
    search_help_text = _("Finds parts of a slug among the newest, and a whole one among all.")
