"""The readers of the newsletters with the proofs of their consent, for those who look after them."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from newsletter import erasing
from newsletter.addresses import canonical
from newsletter.admin.lifting import BounceInline, Lifting
from newsletter.admin.rosters import Rosters
from newsletter.models import Newsletter, Subscriber, Subscription
from newsletter.permissions import (
    may_erase_subscribers,
    may_manage_subscribers,
    may_see_subscribers,
)
from newsroom.press.longlist import LongList

CONFIRMED = Subscription.Status.CONFIRMED
FEW = (
    5000  # readers whose keys are named; of more than that, some are met soon in a walk through all
)


class SubscriptionFilter(admin.SimpleListFilter):
    """Those who have a subscription of a kind, without reading all of them."""

    def queryset(self, request, queryset):
        if self.value() not in {value for value, _name in self.lookup_choices}:
            return queryset
        rows = self.rows(self.value())
        few = list(rows.order_by("-subscriber").values_list("subscriber", flat=True)[: FEW + 1])
        if len(few) <= FEW:
            return queryset.filter(pk__in=few)
        return queryset.filter(Exists(rows.filter(subscriber=OuterRef("pk"))))


class StatusFilter(SubscriptionFilter):
    title, parameter_name = _("status"), "subscriptions__status__exact"

    def lookups(self, request, model_admin):
        return Subscription.Status.choices

    def rows(self, value):
        return Subscription.objects.filter(status=value)


class ListFilter(SubscriptionFilter):
    """Those who get a list: a confirmed subscription, not any."""

    title, parameter_name = _("gets"), "gets"

    def lookups(self, request, model_admin):
        return [(str(newsletter.pk), newsletter.name) for newsletter in Newsletter.objects.all()]

    def rows(self, value):
        return Subscription.objects.confirmed().filter(newsletter=value)


class SubscriptionInline(admin.TabularInline):
    """The proof of consent, to be read and never changed."""

    model = Subscription
    fields = ("newsletter", "status", "asked_at", "confirmed_at", "left_at", "page", "wording")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("newsletter")

    def has_add_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return may_see_subscribers(request.user)


@admin.register(Subscriber)
class SubscriberAdmin(Lifting, Rosters, LongList):
    list_display = ["email", "state", "gets", "created_at"]
    list_filter = ["state", StatusFilter, ListFilter]
    search_fields = ["email", "canonical"]
    search_help_text = _(
        "A whole address or its beginning among all readers, or a part of one in the newest 3,000."
    )
    found_by_prefix = ["canonical"]
    fields = ["email", "canonical", "language", "state", "paused_until", "created_at"]
    readonly_fields = ["email", "canonical", "language", "paused_until", "created_at"]
    inlines = [SubscriptionInline, BounceInline]
    change_form_template = "admin/newsletter/subscriber/change_form.html"
    change_list_template = "admin/newsletter/subscriber/change_list.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("subscriptions__newsletter")

    def prefix(self, term):
        """Return the mailbox of an address in any spelling, or of what an address begins with."""
        return canonical(term) if "@" in term.strip("@") else term.casefold()

    @admin.display(description=_("gets"))
    def gets(self, subscriber):
        rows = subscriber.subscriptions.all()
        return ", ".join(row.newsletter.name for row in rows if row.status == CONFIRMED)

    def delete_model(self, request, obj):
        erasing.erase(obj)

    def delete_queryset(self, request, queryset):
        for subscriber in queryset:
            erasing.erase(subscriber)

    def has_view_permission(self, request, obj=None):
        return may_see_subscribers(request.user)

    def has_add_permission(self, request):
        return False  # nobody else can consent for a reader

    def has_change_permission(self, request, obj=None):
        return may_manage_subscribers(request.user)

    def has_delete_permission(self, request, obj=None):
        return may_erase_subscribers(request.user)
