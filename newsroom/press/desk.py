"""The admin of what stands on public pages."""

from newsroom.press import pages
from newsroom.press.longlist import LongList


class ReadOnly:
    """Rows that are read at the desk and neither written nor deleted there, as a list or inside a page."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PublicAdmin(LongList):
    """An admin whose every write begins a new edition, so that readers see it."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        pages.move()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        pages.move()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        pages.move()
