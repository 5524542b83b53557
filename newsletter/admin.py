"""The newsletters and their readers, for those who look after them."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from newsletter import lists
from newsletter.addresses import canonical
from newsletter.models import Newsletter, Subscriber, Subscription
from newsletter.permissions import (
    may_delete_newsletters,
    may_erase_subscribers,
    may_manage_newsletters,
    may_manage_subscribers,
    may_see_newsletters,
    may_see_subscribers,
)

CONFIRMED, PENDING = Subscription.Status.CONFIRMED, Subscription.Status.PENDING


@admin.register(Newsletter)
class NewsletterAdmin(admin.ModelAdmin):
    list_display = ["name", "language", "frequency", "is_public", "confirmed", "waiting"]
    list_filter = ["is_public", "language"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        counts = {
            "confirmed_count": Count("subscriptions", Q(subscriptions__status=CONFIRMED)),
            "waiting_count": Count("subscriptions", Q(subscriptions__status=PENDING)),
        }
        return super().get_queryset(request).annotate(**counts)

    @admin.display(description=_("confirmed readers"), ordering="confirmed_count")
    def confirmed(self, newsletter):
        return newsletter.confirmed_count

    @admin.display(description=_("not confirmed yet"), ordering="waiting_count")
    def waiting(self, newsletter):
        return newsletter.waiting_count

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
        return may_manage_newsletters(request.user)

    def has_delete_permission(self, request, obj=None):
        return may_delete_newsletters(request.user)


class ListFilter(admin.SimpleListFilter):
    """Those who get a list: a confirmed subscription, not any."""

    title, parameter_name = _("gets"), "gets"

    def lookups(self, request, model_admin):
        return [(str(newsletter.pk), newsletter.name) for newsletter in Newsletter.objects.all()]

    def queryset(self, request, queryset):
        if self.value() not in {number for number, _name in self.lookup_choices}:
            return queryset
        rows = Subscription.objects.confirmed().filter(newsletter=self.value())
        return queryset.filter(pk__in=rows.values("subscriber"))


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
class SubscriberAdmin(admin.ModelAdmin):
    list_display = ["email", "state", "gets", "created_at"]
    list_filter = ["state", "subscriptions__status", ListFilter]
    search_fields = ["email", "canonical"]
    search_help_text = _("An address, or part of one")
    fields = ["email", "canonical", "language", "state", "created_at"]
    readonly_fields = ["email", "canonical", "language", "created_at"]
    inlines = [SubscriptionInline]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("subscriptions__newsletter")

    def get_search_results(self, request, queryset, search_term):
        """Find a mailbox by any spelling of its address."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if "@" not in search_term.strip("@"):
            return found, duplicates
        return found | queryset.filter(canonical=canonical(search_term)), duplicates

    @admin.display(description=_("gets"))
    def gets(self, subscriber):
        rows = subscriber.subscriptions.all()
        return ", ".join(row.newsletter.name for row in rows if row.status == CONFIRMED)

    def has_view_permission(self, request, obj=None):
        return may_see_subscribers(request.user)

    def has_add_permission(self, request):
        return False  # nobody else can consent for a reader

    def has_change_permission(self, request, obj=None):
        return may_manage_subscribers(request.user)

    def has_delete_permission(self, request, obj=None):
        return may_erase_subscribers(request.user)
