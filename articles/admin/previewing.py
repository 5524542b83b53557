"""A story as readers will get it: to look at from its form, and to show to somebody by a link."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles import permissions, previews, reading, standing
from articles.models import Article, PreviewLink
from articles.views import article as pages
from newsroom.press import moment

PREVIEW = "_preview"  # the button beside Save


class Previewing:
    """For the admin of stories: the button *Preview*, and links that show a story to those without a login."""

    def get_urls(self):
        named = {
            "<path:object_id>/preview/": (self.preview_view, "preview"),
            "<path:object_id>/links/": (self.link_view, "link"),
            "links/<int:pk>/revoke/": (self.revoke_view, "link_revoke"),
        }
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for route, (view, name) in named.items()
        ]
        return ours + super().get_urls()

    def preview_view(self, request, object_id):
        """Show a story as it was saved last, as readers will get it."""
        story = _story(object_id)
        if not permissions.may_look_ahead(request.user):
            raise PermissionDenied
        if story.status == story.Status.WITHDRAWN or story.is_published:
            return redirect(story.get_absolute_url())
        return pages.show_ahead(request, reading.any_story(story.pk))

    def link_view(self, request, object_id):
        """Make a link to a story, for the script that copies it or for who has none."""
        story = _story(object_id)
        if not permissions.may_share(request.user, story):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not previews.is_of_use(story):
            raise PermissionDenied
        try:
            link = previews.make(story, request.user)
        except previews.TooMany:
            messages.error(request, _("Too many links to this story work: take one back first."))
            return redirect(_links_of(story.pk))
        said = _("Works until %(when)s.") % {"when": standing.when(link.ends_at)}
        if request.accepts("text/html"):
            messages.success(request, f"{said} {previews.address(link)}")
            return redirect(_links_of(story.pk))
        return JsonResponse({"address": previews.address(link), "said": said})

    def revoke_view(self, request, pk):
        """Take a link back."""
        link = get_object_or_404(PreviewLink.objects.select_related("article"), pk=pk)
        if not permissions.may_share(request.user, link.article):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        previews.revoke(link)
        messages.success(request, _("The link was taken back: it shows nothing any more."))
        return redirect(_links_of(link.article_id))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show what stands in the form as readers would get it: it is saved while that takes, and then taken back."""
        if request.method != "POST" or PREVIEW not in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            response = super().changeform_view(request, object_id, form_url, extra_context)
            transaction.set_rollback(True)
        list(messages.get_messages(request))  # nothing that was said of the save is true
        return response

    def response_add(self, request, obj, post_url_continue=None):
        return self._previewed(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request, obj):
        return self._previewed(request, obj) or super().response_change(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        story = getattr(obj, "as_saved", obj)
        if story and previews.is_of_use(story):
            context["has_preview"] = True
            context["may_share"] = permissions.may_share(request.user, story)
            context["links"] = _shown(previews.of(story)) if context["may_share"] else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _previewed(self, request, obj):
        if PREVIEW in request.POST:
            return pages.show_ahead(request, reading.any_story(obj.pk))
        return None


def _story(object_id):
    key = unquote(object_id)
    is_key = key.isascii() and key.isdecimal() and len(key) < 19
    return get_object_or_404(Article, pk=int(key) if is_key else 0)


def _links_of(pk):
    return reverse("admin:articles_article_change", args=[pk]) + "#preview-links"


def _shown(links):
    """Return the links with what the desk says of each."""
    for link in links:
        lasts = link.revoked_at is None and link.ends_at > moment.now()
        link.is_open = lasts and not link.is_orphaned
        link.is_cut_off = lasts and link.is_orphaned
        link.may_be_taken_back = lasts and link.made_by is not None
        link.address = previews.address(link) if link.is_open else ""
        link.ends = standing.when(link.ends_at)
        link.opened = [standing.day_and_time(each.opened_at) for each in link.openings.all()]
        yield link
