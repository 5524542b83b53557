"""The comments at the desk: what waits first, whole and readable, to be decided about."""

from django.contrib import admin
from django.db.models import Prefetch
from django.forms import Script
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from comments import bans, reporting
from comments.admin.answers import Answers
from comments.admin.deeds import DEEDS, Deeds, seen_of
from comments.admin.editing import Editing
from comments.admin.telling import Telling
from comments.history import with_history
from comments.models import Comment, Decision
from comments.permissions import may_moderate
from newsroom.press.desk import ReadOnly
from newsroom.press.longlist import LongList


class Reported(admin.SimpleListFilter):
    """Comments that readers reported and nobody has decided about since."""

    title = _("reports")
    parameter_name = "reported"

    def lookups(self, request, model_admin):
        return [("yes", _("reported"))]

    def queryset(self, request, queryset):
        return reporting.reported(queryset) if self.value() == "yes" else queryset


class DecisionInline(ReadOnly, admin.TabularInline):
    """Who decided what about a comment; nobody rewrites it."""

    model = Decision
    fields = readonly_fields = ("at", "who", "before", "after", "reason", "told")
    extra = 0

    @admin.display(description=_("who"))
    def who(self, decision):
        return decision.who

    @admin.display(description=_("why"))
    def reason(self, decision):
        return decision.reason

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")


@admin.register(Comment)
class CommentAdmin(Deeds, Answers, Editing, Telling, ReadOnly, LongList):
    """The queue. A comment's words are its writer's: here they are read and decided about."""

    list_display = ("words", "writer", "created_at", "state", "decide")
    list_display_links = ("created_at",)
    list_filter = ("status", Reported)
    list_per_page = 100
    list_select_related = ("article", "answers")
    ordering = ("-created_at", "-pk")
    stands_first = {"status": Comment.Status.PENDING}
    first_come_first = True
    search_fields = ("name", "email", "body", "article__headline")
    search_help_text = _(
        "Words of the newest 3,000 comments, or a whole email address among all of them."
    )
    found_by_value = ("email",)
    actions = (*DEEDS, "block_addresses")
    inlines = (DecisionInline,)
    fields = (
        *("article", "answers", "name", "email", "website", "source", "created_at"),
        *("status", "by_staff", "body"),
    )

    class Media:
        css = {"all": ["desk/comments.css"]}
        js = [Script("desk/moderating.js", type="module")]

    def get_queryset(self, request):
        decisions = Prefetch("decisions", Decision.objects.select_related("user", "objection"))
        comments = super().get_queryset(request).with_reports()
        return with_history(comments).prefetch_related(decisions, "revisions")

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return shown if may_moderate(request.user) else shown[:-1]

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST" and self.do(request):
            return HttpResponseRedirect(request.get_full_path())
        return super().changelist_view(request, {"title": _("Comments")} | (extra_context or {}))

    def view_on_site(self, comment):
        """Lead to where readers see it; nowhere while they do not."""
        is_shown = Comment.objects.shown().filter(pk=comment.pk).exists()
        return comment.get_absolute_url() if is_shown else None

    @admin.display(description=_("comment"))
    def words(self, comment):
        decisions = comment.decisions.all()
        screened = next((each for each in decisions if each.is_screening), None)
        context = {"comment": comment, "screened": screened}
        return render_to_string("comments/admin/_words.html", context)

    @admin.display(description=_("writer"))
    def writer(self, comment):
        return render_to_string("comments/admin/_writer.html", {"comment": comment})

    @admin.display(description=_("status"), ordering="status")
    def state(self, comment):
        context = {"comment": comment, "decision": _newest(comment)}
        return render_to_string("comments/admin/_state.html", context)

    @admin.display(description=_("decide"))
    def decide(self, comment):
        offered = bans.offered(comment)
        context = {"comment": comment, "seen": seen_of(comment), "offered": offered}
        return render_to_string("comments/admin/_decide.html", context)


def _newest(comment):
    return next(iter(comment.decisions.all()), None)
