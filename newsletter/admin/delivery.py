"""The ledger of an issue at the desk: a row for each reader, and what to do where nobody can know."""

from functools import partial

from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from newsletter import doubts
from newsletter.addresses import canonical, hidden
from newsletter.models import Delivery, Issue
from newsletter.permissions import may_see_issues, may_see_subscribers, may_send
from newsroom.press.desk import ReadOnly
from newsroom.press.longlist import LongList

RECENT = 20  # issues that the filter offers
IN_DOUBT = Delivery.Status.IN_DOUBT
WITHOUT_ADDRESS = {"reader": "number", "answer": "words"}
# What is said when it is done, by the name of the action.
SAID = {
    "settle": partial(ngettext, "%d letter is taken for sent.", "%d letters are taken for sent."),
    "send_again": partial(ngettext, "%d letter is sent again.", "%d letters are sent again."),
}


class IssueFilter(admin.SimpleListFilter):
    """The rows of one issue, of the one that began last where none is named."""

    title = pgettext_lazy("of a newsletter", "issue")
    parameter_name = "issue"

    def lookups(self, request, model_admin):
        newest = Issue.objects.filter(started_at__isnull=False).order_by("-started_at")
        return [(str(issue.pk), issue.subject) for issue in newest[:RECENT]]

    def value(self):
        asked = super().value() or ""
        if asked.isascii() and asked.isdecimal() and len(asked) <= 18:
            return asked
        return self.lookup_choices[0][0] if self.lookup_choices else "0"

    def choices(self, changelist):
        return list(super().choices(changelist))[1:]  # never all issues at once

    def queryset(self, request, queryset):
        return queryset.filter(issue=self.value())


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, LongList):
    list_display = ["reader", "status", "attempts", "handed_over_at", "answer"]
    list_filter = ["status", IssueFilter]
    list_select_related = ["subscriber"]
    ordering = ["status", "pk"]
    search_help_text = _("A whole address among all readers of the issue.")
    actions = ["settle", "send_again"]
    fields = [
        *("issue", "reader", "language", "status", "attempts"),
        *("due_at", "claimed_at", "handed_over_at", "sent_at", "answer"),
    ]

    def changelist_view(self, request, extra_context=None):
        shown = super().changelist_view(
            request, {"title": _("Every reader")} | (extra_context or {})
        )
        if changelist := getattr(shown, "context_data", {}).get("cl"):
            filters = [each for each in changelist.filter_specs if isinstance(each, IssueFilter)]
            named = [each.value() for each in filters]
            shown.context_data["issue"] = Issue.objects.filter(pk__in=named).first()
        return shown

    def get_list_display(self, request):
        return _for_eyes(request, super().get_list_display(request))

    def get_fields(self, request, obj=None):
        return _for_eyes(request, super().get_fields(request, obj))

    def get_readonly_fields(self, request, obj=None):
        return ["reader", "number", "words"]

    def get_search_fields(self, request):
        return ["subscriber__email"] if may_see_subscribers(request.user) else []

    def found(self, queryset, term):
        yield from queryset.filter(subscriber__canonical=canonical(term)).values_list(
            "pk", flat=True
        )

    @admin.display(description=_("reader"))
    def reader(self, delivery):
        return delivery.subscriber.email if delivery.subscriber else _("erased")

    @admin.display(description=_("reader"))
    def number(self, delivery):
        return f"{delivery.subscriber_id or _('erased')}"

    @admin.display(description=_("answer of the mail server"))
    def words(self, delivery):
        return hidden(delivery.answer)

    @admin.action(description=_("In doubt: they have it, mark as sent"), permissions=["send"])
    def settle(self, request, rows):
        return self._decide(request, rows, doubts.settle, "settle")

    @admin.action(description=_("In doubt: send it again"), permissions=["send"])
    def send_again(self, request, rows):
        return self._decide(request, rows, doubts.send_again, "send_again")

    def _decide(self, request, rows, deed, name):
        """Say first what it means; then do it to those of the rows that are still in doubt."""
        doubtful = list(rows.filter(status=IN_DOUBT).select_related("issue", "subscriber"))
        if not doubtful:
            messages.warning(request, _("Nothing that you ticked is in doubt."))
            return None
        issue = doubtful[0].issue
        if "_sure" not in request.POST:
            return self._ask(request, issue, doubtful, name)
        count = deed(issue, [row.pk for row in doubtful])
        said = SAID[name](count) % count
        self.log_change(request, issue, said)
        messages.success(request, said)
        return None

    def _ask(self, request, issue, doubtful, name):
        sees = may_see_subscribers(request.user)
        context = self.admin_site.each_context(request) | {
            "title": _("In doubt"),
            "opts": self.opts,
            "issue": issue,
            "action": name,
            "rows": [(row.pk, self.reader(row) if sees else self.number(row)) for row in doubtful],
        }
        return TemplateResponse(request, "admin/newsletter/delivery/decide.html", context)

    def has_send_permission(self, request):
        return may_send(request.user)

    def has_module_permission(self, request):
        return False  # an issue leads here

    def has_view_permission(self, request, obj=None):
        return may_see_issues(request.user)


def _for_eyes(request, names):
    """Return these columns, with others that tell no address for those who may not read addresses."""
    if may_see_subscribers(request.user):
        return list(names)
    return [WITHOUT_ADDRESS.get(name, name) for name in names]
