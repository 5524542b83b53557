"""The way of a story through the newsroom: what may be done with it next, and what is said about it."""

import copy

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from articles import notes, permissions, readership, standing
from articles.models import Article


class Workflow:
    """For the admin of stories: the buttons beside Save, where the story stands, and the notes on it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.note_view)
        ours = [path("<path:object_id>/note/", view, name="articles_article_note")]
        return ours + super().get_urls()

    def note_view(self, request, object_id):
        """Take a note from somebody who reads the story; who is writing it saves the note with it."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not permissions.may_note(request.user, article):
            raise PermissionDenied
        if request.method == "POST" and notes.write(
            article, request.user, request.POST.get("note", "")[:2000]
        ):
            messages.success(request, _("Your note stands on the story."))
        return redirect("admin:articles_article_change", article.pk)

    def take_note(self, request, form):
        """Leave the note that came with a save, in the transaction that saves."""
        notes.write(form.instance, request.user, form.cleaned_data.get("note") or "")

    def get_object(self, request, object_id, from_field=None):
        article = super().get_object(request, object_id, from_field)
        if article is not None:
            article.as_saved = copy.copy(
                article
            )  # the form changes the other one, and may be refused
        return article

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= _offered(request.user, getattr(obj, "as_saved", obj))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def _offered(user, article):
    """Return what the page of a story, or of a new one, offers beside its fields."""
    offered = {
        "show_publish": permissions.may_publish(user) and (article is None or _waits(article)),
        "show_submit": permissions.may_submit(user, article),
        "may_note": article is None or permissions.may_note(user, article),
    }
    if article is None:
        return offered
    return offered | {
        "show_send_back": permissions.may_send_back(user, article),
        "is_scheduled": article.status == Article.Status.READY,
        "standing": standing.in_words(article),
        "reads": readership.of_week(article) if article.is_published else None,
        "notes": notes.on(article),
    }


def _waits(article):
    """Say whether a story has yet to come to readers: it is being written, or its time has not come."""
    if article.status == Article.Status.READY:
        return not article.is_published
    return article.status in permissions.WRITABLE
