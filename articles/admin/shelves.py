"""Sections, tags, contributors and pages at the desk."""

from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles import publishing, slugs
from articles.admin.chooser import ChoosesPictures
from articles.admin.company import Company
from articles.admin.twotexts import TwoTexts
from articles.forms import ContributorForm, NamedForm, PageForm, RowForm
from articles.models import Contributor, Page, Section, Tag
from newsroom.press.desk import PublicAdmin


@admin.register(Section)
class SectionAdmin(Company, TwoTexts, PublicAdmin):
    form = NamedForm
    fields = (
        *("name", "slug", "parent", "language", "description", "position", "on_front"),
        "comments_close_after",
    )
    list_display = ("name", "position", "on_front", "parent", "language")  # a phone shows the first
    list_editable = ("position", "on_front")
    list_filter = ("language",)
    list_select_related = ("parent",)
    list_per_page = 100
    search_fields = ("name", "slug")
    autocomplete_fields = ("parent",)

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, **{"form": RowForm} | kwargs)

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            self.take_turn()
            return super().changelist_view(request, extra_context)

    def save_model(self, request, obj, form, change):
        publishing.save_section(obj)


class NamedAdmin(Company, TwoTexts, PublicAdmin):
    """Things whose names stand on stories and are found by search."""

    form = NamedForm
    search_fields = ("name", "slug")
    search_help_text = _(
        "The beginning of a name, or a part of one in the first 3,000 of the list."
    )
    found_by_prefix = ("slug",)

    def prefix(self, term):
        return slugs.slugify(term)

    def save_model(self, request, obj, form, change):
        publishing.save_named(obj)


@admin.register(Tag)
class TagAdmin(NamedAdmin):
    fields = ("name", "slug", "language", "description")
    list_display = ("name", "slug", "language")
    list_filter = ("language",)


@admin.register(Contributor)
class ContributorAdmin(ChoosesPictures, NamedAdmin):
    form = ContributorForm
    fields = ("name", "slug", "role", "bio", "picture", "language", "user")
    list_display = ("name", "role", "user", "language")
    list_select_related = ("user",)
    raw_id_fields = ("picture",)


@admin.register(Page)
class PageAdmin(Company, TwoTexts, PublicAdmin):
    form = PageForm
    fields = ("title", "path", "body", "language", "is_public")
    list_display = ("title", "path", "language", "is_public", "updated_at")
    list_filter = ("is_public",)
    search_fields = ("title", "path")

    def save_model(self, request, obj, form, change):
        publishing.save_page(obj)
