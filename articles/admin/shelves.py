"""Sections, tags, contributors and pages at the desk."""

from django.contrib import admin

from articles import publishing
from articles.forms import ContributorForm, NamedForm, PageForm
from articles.models import Contributor, Page, Section, Tag
from newsroom.press.desk import PublicAdmin


@admin.register(Section)
class SectionAdmin(PublicAdmin):
    form = NamedForm
    fields = ("name", "slug", "parent", "language", "description", "position", "on_front")
    list_display = ("name", "parent", "language", "position", "on_front")
    list_editable = ("position", "on_front")
    list_filter = ("language",)
    list_select_related = ("parent",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("parent",)

    def save_model(self, request, obj, form, change):
        publishing.save_section(obj)


class NamedAdmin(PublicAdmin):
    """Things whose names stand on stories and are found by search."""

    form = NamedForm

    def save_model(self, request, obj, form, change):
        publishing.save_named(obj)


@admin.register(Tag)
class TagAdmin(NamedAdmin):
    fields = ("name", "slug", "language", "description")
    list_display = ("name", "slug", "language")
    list_filter = ("language",)
    search_fields = ("name", "slug")


@admin.register(Contributor)
class ContributorAdmin(NamedAdmin):
    form = ContributorForm
    fields = ("name", "slug", "role", "bio", "picture", "language", "user")
    list_display = ("name", "role", "user", "language")
    list_select_related = ("user",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("picture",)


@admin.register(Page)
class PageAdmin(PublicAdmin):
    form = PageForm
    fields = ("title", "path", "body", "language")
    list_display = ("title", "path", "language", "updated_at")
    search_fields = ("title", "path")
