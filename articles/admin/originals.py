"""The markup that a story had on its old site, to be looked up at the desk."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import originals
from articles.models import Article


class Originals:
    """For the admin of stories: the page *Original markup*, for whoever may see the story."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.original_view))
        route = path("<int:pk>/original/", view, name="articles_article_original")
        return [route, *super().get_urls()]

    def original_view(self, request, pk):
        """Show the markup of a story as its old site kept it."""
        story = get_object_or_404(Article, pk=pk)
        if not self.has_view_or_change_permission(request, story):
            raise PermissionDenied
        kept = originals.of(story)
        if kept is None:
            raise Http404("This story was written here.")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": story,
            "title": _("Original markup"),
            "kept": kept,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/articles/article/original.html", context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["has_original"] = bool(obj and originals.of(obj))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
