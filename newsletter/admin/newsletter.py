"""The newsletters that the paper offers, for those who look after them."""

from django.contrib import admin
from django.db.models import IntegerField, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from articles.admin.company import Company
from articles.admin.twotexts import TwoTexts
from articles.forms.opened import OpenedForm
from newsletter import growth, lists, plots
from newsletter.admin.digests import DigestInline
from newsletter.models import Newsletter, Subscription
from newsletter.permissions import (
    may_delete_newsletters,
    may_manage_digests,
    may_manage_newsletters,
    may_see_newsletters,
)
from newsroom.press.longlist import LongList

RECENT = 8  # issues that the page of a list names
MOST_COUNTED = 10_000  # readers of a list; beyond them it says "more than"


class CountToMost(Subquery):
    """How many rows there are, counted to one more than `MOST_COUNTED`."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows):
        super().__init__(rows.order_by().values("pk")[: MOST_COUNTED + 1])


@admin.register(Newsletter)
class NewsletterAdmin(Company, TwoTexts, LongList):
    form = OpenedForm
    list_display = ["name", "language", "frequency", "is_public", "confirmed", "waiting"]
    list_filter = ["is_public", "language"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [DigestInline]

    def get_queryset(self, request):
        rows = Subscription.objects.filter(newsletter=OuterRef("pk"))
        counts = {
            "confirmed_count": CountToMost(rows.confirmed()),
            "waiting_count": CountToMost(rows.pending()),
        }
        return super().get_queryset(request).annotate(**counts)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            counts = growth.counts(obj)
            days = growth.of(obj, counts["confirmed"])
            context |= {"counts": counts, "days": days, "plot": plots.line(days)}
            context |= {"recent": obj.issues.all()[:RECENT]}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=_("confirmed readers"))
    def confirmed(self, newsletter):
        return _said(newsletter.confirmed_count)

    @admin.display(description=_("not confirmed yet"))
    def waiting(self, newsletter):
        return _said(newsletter.waiting_count)

    def view_on_site(self, newsletter):
        """Lead to the page of a list where readers have one."""
        return newsletter.get_absolute_url() if newsletter.is_public else None

    def save_model(self, request, obj, form, change):
        lists.save(obj)

    def delete_model(self, request, obj):
        lists.delete(obj)

    def delete_queryset(self, request, queryset):
        for newsletter in queryset:
            lists.delete(newsletter)

    def has_view_permission(self, request, obj=None):
        return may_see_newsletters(request.user)

    def has_add_permission(self, request):
        return may_manage_newsletters(request.user)

    def has_change_permission(self, request, obj=None):
        return may_manage_newsletters(request.user) or may_manage_digests(request.user)

    def get_readonly_fields(self, request, obj=None):
        """Let who may manage digests alone change nothing else of a list."""
        return () if may_manage_newsletters(request.user) else [*_typed(self.opts)]

    def get_prepopulated_fields(self, request, obj=None):
        return self.prepopulated_fields if may_manage_newsletters(request.user) else {}

    def has_delete_permission(self, request, obj=None):
        return may_delete_newsletters(request.user)


def _typed(options):
    return (field.name for field in options.fields if field.editable)


def _said(count):
    return count if count <= MOST_COUNTED else _("more than %d") % MOST_COUNTED
