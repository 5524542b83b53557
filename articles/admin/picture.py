"""Pictures at the desk."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import pictures, renditions
from articles.admin.chooser import PictureChooser
from articles.admin.company import Company
from articles.admin.twotexts import TwoTexts
from articles.forms import PictureForm
from articles.models import Picture
from newsroom.press.desk import PublicAdmin


@admin.register(Picture)
class PictureAdmin(Company, TwoTexts, PictureChooser, PublicAdmin):
    form = PictureForm
    change_form_template = "admin/articles/picture/change_form.html"
    fields = (
        *("shown", "original", "alt", "caption", "credit"),
        *("rights", "rights_until", ("focal_x", "focal_y")),
    )
    readonly_fields = ("shown",)
    list_display = ("shown", "alt", "credit", "number", "created_at")
    list_display_links = ("shown", "alt")
    search_fields = ("alt", "caption", "credit")
    search_help_text = _("Words of the newest 3,000 pictures.")

    def get_fields(self, request, obj=None):
        """Leave out the upload for those who only look: it is private and has no address to show."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fields
        return [name for name in self.fields if name != "original"]

    @admin.display(description=_("picture"))
    def shown(self, picture):
        if picture.is_over:
            return _("The rights are over")
        if not picture.widths:
            return "–"
        return format_html(
            '<img class="desk-picture" src="{}" width="320" height="200" alt="{}" data-whole="{}">',
            picture.at_most(320),
            picture.alt,
            picture.whole_at_most(800),
        )

    @admin.display(description=_("number"))
    def number(self, picture):
        return picture.pk

    def save_model(self, request, obj, form, change):
        if form.needs_render:
            renditions.render(obj)
        pictures.save(obj)

    def delete_model(self, request, obj):
        pictures.delete(obj)

    def delete_queryset(self, request, queryset):
        for picture in queryset:
            pictures.delete(picture)
