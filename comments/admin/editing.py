"""Changing the words of a comment from the queue, on a page of its own."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import moderation, revising
from comments.admin import beside
from comments.admin.deeds import seen_in, tell_what_others_decided, with_undo
from comments.formfields import LineField, WebsiteField, WordsField
from comments.models import LONGEST_BODY, LONGEST_NAME, Comment, Decision
from comments.permissions import may_edit_words
from comments.revising import Words


class WordsForm(forms.Form):
    """The words of a comment, and why they are changed."""

    body = WordsField(
        label=gettext_lazy("comment"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 10, "autofocus": True}),
    )
    name = LineField(label=gettext_lazy("name"), max_length=LONGEST_NAME)
    website = WebsiteField(label=gettext_lazy("website"), required=False, max_length=500)
    why = LineField(
        label=gettext_lazy("Why (for the history and the writer)"),
        required=False,
        max_length=Decision._meta.get_field("why").max_length,
    )


class Editing:
    """The part of the queue that changes words; `moderation` does it and keeps what was there."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.words_view)
        return [path("<int:pk>/edit/", view, name="comments_comment_edit"), *super().get_urls()]

    def words_view(self, request, pk):
        if not may_edit_words(request.user):
            raise PermissionDenied
        comments = Comment.objects.standing().select_related("article")
        comment = get_object_or_404(comments, pk=pk)
        form = WordsForm(request.POST or None, initial=revising.words_of(comment)._asdict())
        if form.is_valid() and self._change(request, comment, **form.cleaned_data):
            return beside.back(request)
        said = {"title": _("Edit the comment by %(name)s") % {"name": comment.name}}
        return beside.show(self, request, "comments/admin/edit.html", comment, form, **said)

    def _change(self, request, comment, why, **fields):
        sent = {"by": request.user, "why": why, "seen": seen_in(request)}
        act = moderation.edit(comment, Words(**fields), **sent)
        tell_what_others_decided(request, act)
        if act.changed:
            messages.success(request, with_undo(act, _("The comment is changed.")))
        return not act.overtaken
