"""Deciding about a comment with a reason, on a page of its own; the reason may be mailed to the writer."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import telling
from comments.admin import beside
from comments.admin.deeds import said_of, seen_in, tell_what_others_decided, with_undo
from comments.formfields import WordsField
from comments.history import TURNED_DOWN
from comments.models import Comment, Decision
from comments.permissions import may_moderate

Status = Comment.Status


class TellingForm(forms.Form):
    """What is decided, and why."""

    DECISIONS = {
        Status.REJECTED: gettext_lazy("Reject"),
        Status.SPAM: gettext_lazy("Spam"),
        Status.TRASH: gettext_lazy("Trash"),
        Status.PENDING: gettext_lazy("Let it wait"),
    }

    status = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=list(DECISIONS.items()), widget=forms.RadioSelect
    )
    why = WordsField(
        label=gettext_lazy("The reason"),
        max_length=Decision._meta.get_field("why").max_length,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )
    tell = forms.BooleanField(
        label=gettext_lazy("Mail the reason to the writer, who may answer it once"), required=False
    )


class Telling:
    """The part of the queue that says why; `telling` does it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.why_view)
        return [path("<int:pk>/why/", view, name="comments_comment_why"), *super().get_urls()]

    def why_view(self, request, pk):
        if not may_moderate(request.user):
            raise PermissionDenied
        comments = Comment.objects.standing().select_related("article")
        comment = get_object_or_404(comments, pk=pk)
        usual = comment.status if comment.status in TURNED_DOWN else Status.REJECTED
        form = TellingForm(request.POST or None, initial={"status": usual})
        if form.is_valid() and self._tell(request, comment, **form.cleaned_data):
            return beside.back(request)
        said = {
            "title": _("Say why: the comment by %(name)s") % {"name": comment.name},
            "may_be_told": telling.may_be_told(comment),
        }
        return beside.show(self, request, "comments/admin/why.html", comment, form, **said)

    def _tell(self, request, comment, status, why, tell):
        sent = {"by": request.user, "tell": tell, "seen": seen_in(request)}
        act = telling.decide(comment, Status(status), why, **sent)
        tell_what_others_decided(request, act)
        if act.overtaken:
            return False
        messages.success(request, with_undo(act, said_of(Status(status), len(act.changed))))
        if tell and telling.may_be_told(comment):
            messages.info(request, _("The reason is on its way. Undo does not call it back."))
        return True
