"""Answering a comment from the queue, on a page of its own so that no word is lost."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import answering
from comments.admin import beside
from comments.admin.deeds import seen_in, tell_what_others_decided, with_undo
from comments.formfields import WordsField
from comments.models import LONGEST_BODY, Comment
from comments.permissions import may_answer


class AnswerForm(forms.Form):
    """The words of an answer."""

    words = WordsField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True}),
    )


class Answers:
    """The part of the queue that answers; `answering` does it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.answer_view)
        return [
            path("<int:pk>/answer/", view, name="comments_comment_answer"),
            *super().get_urls(),
        ]

    def answer_view(self, request, pk):
        if not may_answer(request.user):
            raise PermissionDenied
        comment = get_object_or_404(Comment.objects.select_related("article"), pk=pk)
        form = AnswerForm(request.POST or None)
        if form.is_valid() and self._post(request, comment, form.cleaned_data["words"]):
            return beside.back(request)
        said = {
            "title": _("Answer %(name)s") % {"name": comment.name},
            "name": answering.name(request.user),
        }
        return beside.show(self, request, "comments/admin/answer.html", comment, form, **said)

    def _post(self, request, comment, words):
        act = answering.answer(comment, words, by=request.user, seen=seen_in(request))
        tell_what_others_decided(request, act)
        if act.overtaken:
            return False
        if act.changed:
            messages.success(request, with_undo(act, _("Your answer is posted.")))
        return True
