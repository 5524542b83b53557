"""The desk's form of a story, with nothing lost that was typed into it."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles import permissions, presence, workingcopies
from articles.admin import parcels
from articles.forms import sitting
from articles.models import WorkingCopy

COPIES = "admin/articles/article/copies.html"
MOST_OFFERS = 5  # at the top of a form; the list has all
ONE_COPY = "admin/articles/article/copy.html"
TAKE_UP = "copy"  # in the address: the working copy that the form shows


class Keeping:
    """For the admin of stories: offers what was left unsaved, and lets go of it when it is saved."""

    def get_urls(self):
        named = {
            "copies/": (self.copies_view, "copies"),
            "copies/key/": (parcels.key, "copy_key"),
            "copies/<str:token>/": (self.copy_view, "copy"),
            "copies/<str:token>/drop/": (self.drop_view, "copy_drop"),
        }
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for route, (view, name) in named.items()
        ]
        return ours + super().get_urls()

    def copies_view(self, request, status=200):
        """List what its writer left unsaved."""
        _writers_only(request)
        context = self.admin_site.each_context(request) | {
            "title": _("What you have not saved"),
            "copies": workingcopies.all_of(request.user),
            "opts": self.opts,
        }
        return TemplateResponse(request, COPIES, context, status=status)

    def copy_view(self, request, token):
        """Take in what a form sends of a working copy, or show its writer what stands in it."""
        if request.method == "POST":
            return parcels.receive(request, token)
        copy = workingcopies.find(request.user, token)
        if copy is None or not permissions.may_keep(request.user):
            raise Http404("This was saved or dropped.")
        context = self.admin_site.each_context(request) | {
            "title": copy.headline or _("Without a headline"),
            "copy": copy,
            "collision": self._beside_what_is_saved(request, copy),
            "opts": self.opts,
        }
        return TemplateResponse(request, ONE_COPY, context)

    def drop_view(self, request, token):
        """Let go of a working copy because its writer says so."""
        _writers_only(request)
        if request.method != "POST":
            return redirect("admin:articles_article_copies")
        workingcopies.settle(request.user, token)
        messages.success(request, _("The text that was not saved is gone."))
        return redirect("admin:articles_article_copies")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            request.kept = self._taken_up(request, object_id)
        except WorkingCopy.DoesNotExist:
            return redirect(request.path)  # where what there is now is offered
        if request.method == "POST" and object_id and not self._is_savable(request, object_id):
            return self._rescue(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.kept = getattr(request, "kept", None)
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        kept = getattr(request, "kept", None)
        if kept is not None and f"{prefix}-TOTAL_FORMS" in kept:
            kwargs["data"] = kept
        return kwargs

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets if getattr(request, "kept", None) is not None else ():
            sitting.spare_all(formset)
        return formsets, inlines

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        if self._is_open_to(request, obj):
            context |= self._sitting(request, form, obj)
        if permissions.may_keep(request.user):
            copies = workingcopies.of_story(request.user, obj).exclude(token__in=_own(form))
            context["offers"] = self._worth_offering(request, copies[:MOST_OFFERS])
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def settle(self, request, form):
        """Let go of the working copy of a form that is being saved, in the transaction that saves it."""
        said = form.cleaned_data
        workingcopies.settle(request.user, said["copy"], said["number"], form.instance)
        workingcopies.settle(request.user, said["copy_of"])
        presence.leave(request.user, said["copy"])

    def _sitting(self, request, form, obj):
        token = form["copy"].value() or workingcopies.new_token()
        if obj:
            presence.arrive(request.user, token, obj)
        return {
            "sitting": token,
            "others": parcels.said_of(presence.others(obj, request.user, token), request.user)
            if obj
            else [],
            "taken_up": request.kept is not None,
            "is_unsaved": request.method == "POST",
        }

    def _worth_offering(self, request, copies):
        """Return the copies that say something else than what is saved; the others have done their work."""
        offers = []
        for copy in copies:
            if self._beside_what_is_saved(request, copy):
                offers.append(copy)
            else:
                workingcopies.settle(request.user, copy.token, copy.number)
        return offers

    def _beside_what_is_saved(self, request, copy):
        story = copy.article
        if story and not self.has_change_permission(request, story):
            story = None  # its form shows nothing to compare with
        return self.compare(request, story, copy.posted())

    def _is_open_to(self, request, obj):
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def _taken_up(self, request, object_id):
        """Return what the form is to show of a working copy, as the sitting that goes on with it."""
        if request.method == "POST" or TAKE_UP not in request.GET:
            return None
        copy = workingcopies.find(request.user, request.GET[TAKE_UP])
        if copy is None or str(copy.article_id or "") != unquote(object_id or ""):
            raise WorkingCopy.DoesNotExist
        data = copy.posted()
        data["copy"], data["copy_of"], data["number"] = workingcopies.new_token(), copy.token, ""
        return data

    def _is_savable(self, request, object_id):
        """Say whether a post can be saved, or is no loss: who never wrote here lost nothing."""
        if "copy" not in request.POST or not permissions.may_keep(request.user):
            return True
        story = self.get_object(request, unquote(object_id))
        if story is None:
            return False
        return self.has_change_permission(request, story) or not permissions.is_own(
            request.user, story
        )

    def _rescue(self, request, object_id):
        """Keep what somebody wanted to save in a story that is gone or that they may no longer change."""
        story = self.get_object(request, unquote(object_id))
        token = request.POST["copy"][:40] or workingcopies.new_token()
        number, pairs = parcels.number_of(request.POST), parcels.pairs_of(request.POST)
        workingcopies.keep(request.user, token, number, pairs, story)
        messages.error(request, _said_of_rescue(story))
        return self.copies_view(request, status=403 if story else 404)


def _said_of_rescue(story):
    if story is None:
        return _("The story was deleted meanwhile. What you typed is not lost: it stands here.")
    return _("You may no longer change this story. What you typed is not lost: it stands here.")


def _writers_only(request):
    if not permissions.may_keep(request.user):
        raise Http404("Only who writes leaves something unsaved.")


def _own(form):
    return [form["copy"].value() or "", form["copy_of"].value() or ""]
