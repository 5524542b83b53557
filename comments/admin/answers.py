"""Answering a comment from the queue, on a page of its own so that no word is lost."""

from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import answering
from comments.admin.deeds import seen_in, seen_of, tell_what_others_decided, with_undo
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
            return HttpResponseRedirect(f"{_queue()}?{request.POST.get('list', '')}")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Answer %(name)s") % {"name": comment.name},
            "opts": self.opts,
            "comment": comment,
            "seen": seen_of(comment),
            "form": form,
            "name": answering.name(request.user),
            "list": request.POST.get("list", _list_before(request)),
        }
        return TemplateResponse(request, "comments/admin/answer.html", context)

    def _post(self, request, comment, words):
        act = answering.answer(comment, words, by=request.user, seen=seen_in(request))
        tell_what_others_decided(request, act)
        if act.overtaken:
            return False
        if act.changed:
            messages.success(request, with_undo(act, _("Your answer is posted.")))
        return True


def _queue():
    return reverse("admin:comments_comment_changelist")


def _list_before(request):
    """Return what the queue was cut down to when the answer was begun there."""
    before = urlsplit(request.headers.get("Referer", ""))
    return before.query if before.path == _queue() else ""
