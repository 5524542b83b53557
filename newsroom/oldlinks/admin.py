"""Redirects at the desk: those that editors make, those that came with an archive, and what renaming made."""

from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles.admin.company import Company
from articles.admin.twotexts import TwoTexts
from articles.models import Article, Contributor, Document, OldSlug, Page, Picture, Section, Tag
from newsroom import permissions
from newsroom.models import OldAddress
from newsroom.oldlinks import addresses, redirecting, taking
from newsroom.oldlinks.forms import RedirectForm
from newsroom.oldlinks.uploading import UploadForm
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
class OldAddressAdmin(Company, TwoTexts, ForEditors, PublicAdmin):
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

    def prefix(self, term):
        return addresses.of_url(term)

    def get_urls(self):
        upload = self.admin_site.admin_view(self.upload_view)
        name = "newsroom_oldaddress_upload"
        return [path("upload/", upload, name=name), *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def upload_view(self, request):
        """Take a file of redirects, and say of each line that was not saved what is wrong with it."""
        if not permissions.may_redirect(request.user):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        outcome, refused = None, []
        if form.is_valid():
            outcome = taking.take(form.lines, refused.append, by=request.user)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Redirects from a file"),
            "form": form,
            "outcome": outcome,
            "refused": refused,
        }
        return TemplateResponse(request, "admin/newsroom/oldaddress/upload.html", context)

    @admin.display(description=_("leads to"))
    def leads_to(self, row):
        if row.kind:
            return row.thing or _("something that was deleted here")
        return row.target or _("gone for good")

    @admin.display(description=_("whence"))
    def whence(self, row):
        return row.source or row.created_by or ""

    def save_model(self, request, obj, form, change):
        redirecting.save(obj, by=request.user)
        here = urlsplit(obj.target).path.rstrip("/")
        if obj.target.startswith("/") and not redirecting.has_page(here):
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
