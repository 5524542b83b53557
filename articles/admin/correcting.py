"""A story that readers have, at the desk: putting it right, and taking it down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import correcting, permissions
from articles.forms.correcting import TakeDownForm

# Buttons that save without asking how much a change matters.
UNASKED = ("show_save", "show_save_and_continue", "show_save_and_add_another")


class CorrectingPages:
    """For the admin of stories: asks how much a change matters, and takes a story down in one step."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.take_down_view)
        return [
            path("<int:pk>/take-down/", view, name="articles_article_take_down"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        saved = getattr(obj, "as_saved", obj)
        if saved and saved.is_published and permissions.may_publish(request.user):
            context |= {"is_public": True, "take_down": TakeDownForm(use_required_attribute=False)}
            context |= dict.fromkeys(UNASKED, False)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        wanted, slug = form.data.get("slug", "").strip(), form.instance.slug
        if wanted not in ("", slug):
            said = _("The slug “%(wanted)s” is taken; the story has “%(slug)s”.")
            names = {"wanted": wanted, "slug": slug}
            self.message_user(request, said % names, messages.WARNING)

    def take_down_view(self, request, pk):
        """Ask why, and take the story down; of what else stood in the form nothing is saved."""
        story = self.get_object(request, str(pk))
        if not permissions.may_publish(request.user):
            raise PermissionDenied
        if story is None or not (story.is_published or request.method == "POST"):
            raise Http404("Readers do not have this story.")
        form = TakeDownForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            self._take_down(request, story, form.cleaned_data["reason"])
            address = reverse("admin:articles_article_change", args=[story.pk])
            return HttpResponseRedirect(address)
        context = self.admin_site.each_context(request) | {
            "title": _("Take down"),
            "opts": self.opts,
            "original": story,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/take_down.html", context)

    def _take_down(self, request, story, reason):
        try:
            story = correcting.take_down(story, reason, by=request.user)
        except correcting.NotPublic:
            self.message_user(request, _("Readers no longer had this story."), messages.WARNING)
            return
        self.log_change(request, story, _("Taken down: %(reason)s") % {"reason": reason})
        link = format_html('<a href="{0}">{0}</a>', story.get_absolute_url())
        said = format_html(_("The story was taken down. Readers are told why at {}."), link)
        self.message_user(request, said, messages.SUCCESS)
