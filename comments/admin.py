"""The comments at the desk: what waits first, whole and readable, to be approved or rejected."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments import moderation
from comments.models import Comment, Decision
from comments.permissions import may_moderate
from newsroom.press.desk import ReadOnly
from newsroom.press.longlist import LongList

Status = Comment.Status


class DecisionInline(ReadOnly, admin.TabularInline):
    """Who decided what about a comment; nobody rewrites it."""

    model = Decision
    fields = readonly_fields = ("at", "who", "before", "after", "why")
    extra = 0

    @admin.display(description=_("who"))
    def who(self, decision):
        return decision.who

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")


@admin.register(Comment)
class CommentAdmin(ReadOnly, LongList):
    """The queue. A comment's words are its writer's: here they are read and decided about."""

    list_display = ("words", "writer", "created_at", "state", "decide")
    list_display_links = ("created_at",)
    list_filter = ("status",)
    list_select_related = ("article", "answers")
    ordering = ("-created_at", "-pk")
    stands_first = {"status": Status.PENDING}
    search_fields = ("name", "email", "body", "article__headline")
    search_help_text = _(
        "Words of the newest 3,000 comments, or a whole email address among all of them."
    )
    found_by_value = ("email",)
    actions = ("approve", "reject")
    inlines = (DecisionInline,)
    fields = (
        *("article", "answers", "name", "email", "website", "source", "created_at"),
        *("status", "by_staff", "body"),
    )

    class Media:
        css = {"all": ["desk/comments.css"]}

    def get_queryset(self, request):
        decisions = Prefetch("decisions", Decision.objects.select_related("user"))
        return super().get_queryset(request).prefetch_related(decisions)

    def changelist_view(self, request, extra_context=None):
        for name in self.actions:
            if request.method == "POST" and f"_{name}" in request.POST:
                self._decide_row(request, name, request.POST[f"_{name}"])
                return HttpResponseRedirect(request.get_full_path())
        return super().changelist_view(request, {"title": _("Comments")} | (extra_context or {}))

    def has_moderate_permission(self, request):
        return may_moderate(request.user)

    @admin.action(description=_("Approve"), permissions=["moderate"])
    def approve(self, request, comments):
        self._decide(request, comments, Status.VISIBLE)

    @admin.action(description=_("Reject"), permissions=["moderate"])
    def reject(self, request, comments):
        self._decide(request, comments, Status.REJECTED)

    @admin.display(description=_("comment"))
    def words(self, comment):
        return render_to_string("comments/admin/_words.html", {"comment": comment})

    @admin.display(description=_("writer"))
    def writer(self, comment):
        return render_to_string("comments/admin/_writer.html", {"comment": comment})

    @admin.display(description=_("status"), ordering="status")
    def state(self, comment):
        context = {"comment": comment, "decision": next(iter(comment.decisions.all()), None)}
        return render_to_string("comments/admin/_state.html", context)

    @admin.display(description=_("decide"))
    def decide(self, comment):
        return render_to_string("comments/admin/_decide.html", {"comment": comment})

    def _decide_row(self, request, name, pk):
        if not may_moderate(request.user):
            raise PermissionDenied
        comments = self.get_queryset(request).filter(pk=pk if pk.isdecimal() else None)
        getattr(self, name)(request, comments)

    def _decide(self, request, comments, status):
        count = moderation.decide(comments, status, by=request.user)
        said = {
            Status.VISIBLE: ngettext("%d comment approved.", "%d comments approved.", count),
            Status.REJECTED: ngettext("%d comment rejected.", "%d comments rejected.", count),
        }
        messages.success(request, said[status] % count)
