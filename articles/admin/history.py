"""The history of a story at the desk: its versions, what changed in each, and the way back to one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import changes, permissions, restoring, saves, versions
from articles.models import Article
from newsroom.press.longlist import BEFORE

FOLDER = "admin/articles/article"
NOW = "now"  # a version is compared with the one before it, or with what the story is now


class HistoryPages:
    """Adds the pages of a story's history to its admin."""

    history_list_per_page = saves.SIZE

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_history"
        version = "<int:pk>/history/<int:number>/"
        view, restore = map(self.admin_site.admin_view, (self.version_view, self.restore_view))
        return [
            path(version, view, name=f"{name}_version"),
            path(f"{version}restore/", restore, name=f"{name}_restore"),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """List the versions of a story, also of one that was deleted."""
        story = self._story(request, object_id)
        before = request.GET.get(BEFORE, "")
        size = self.history_list_per_page
        start = (
            int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
        )
        found = saves.page(_versions(story), start, size)
        context = {
            "title": _("History"),
            "saves": found[:size],
            "older": found[size - 1].version.pk if len(found) > size else None,
        }
        return self._show(request, story, "history.html", context)

    def version_view(self, request, pk, number):
        """Show what changed in a version, or what is different from it now."""
        return require_safe(self._version)(request, pk, number)

    def restore_view(self, request, pk, number):
        """Say what bringing a version back would change, and bring it back."""
        with transaction.atomic():
            story = self._story(request, pk)
            version = self._save(story, number).version
            if not self._may_restore(request, story):
                raise PermissionDenied
            if request.method == "POST" and self._restore(request, story, version):
                return HttpResponseRedirect(self._address("change", story.pk))
            context = {
                "title": _("Restore a version"),
                "version": version,
                "plan": restoring.plan(story, version),
                "seen": versions.newest(story),
                "saved": saves.moment(version),
            }
            return self._show(request, story, "restore.html", context)

    def _version(self, request, pk, number):
        story = self._story(request, pk)
        save = self._save(story, number)
        newest = _versions(story).order_by("-history_id").first()
        against_now = request.GET.get("with") == NOW and newest != save.version
        pair = (save.version, newest) if against_now else (save.before, save.version)
        context = {
            "title": _("Version of %(moment)s") % {"moment": saves.moment(save.version)},
            "save": save,
            "changes": changes.between(*pair),
            "against_now": against_now,
            "is_newest": newest == save.version,
            "after": _versions(story).filter(pk__gt=number).order_by("pk").first(),
            "may_restore": newest != save.version and self._may_restore(request, story),
        }
        return self._show(request, story, "version.html", context)

    def _restore(self, request, story, version):
        """Bring the version back and say so; say why not where somebody saved meanwhile."""
        seen = request.POST.get("seen", "")
        try:
            restored = restoring.restore(
                story,
                version,
                by=request.user,
                seen=int(seen) if seen.isascii() and seen.isdecimal() else 0,
                substantive="_substantive" in request.POST,
            )
        except versions.Stale as stale:
            said = _("%(who)s saved this story meanwhile, and nothing was restored. Look again.")
            self.message_user(
                request, said % {"who": stale.version.history_user or "–"}, messages.ERROR
            )
            return False
        said = _("The version of %(moment)s was restored.") % {"moment": saves.moment(version)}
        self.log_change(request, restored, said)
        self.message_user(request, said, messages.SUCCESS)
        return True

    def _story(self, request, key):
        """Return the story, or what it was when it was deleted, for whoever may read it at the desk."""
        story = self.get_object(request, str(key))
        if story is None and str(key).isdecimal():
            last = Article.history.filter(id=key).order_by("-history_id").first()
            story = last and last.instance
        if story is None:
            raise Http404("No story has this number.")
        if not self.has_view_or_change_permission(request, story):
            raise PermissionDenied
        return story

    def _save(self, story, number):
        save = saves.one(_versions(story), number)
        if save is None:
            raise Http404("The story has no such version.")
        return save

    def _may_restore(self, request, story):
        return Article.objects.filter(pk=story.pk).exists() and permissions.may_edit(
            request.user, story
        )

    def _address(self, view, *arguments):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=arguments)

    def _show(self, request, story, template, context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": story,
            "is_deleted": not Article.objects.filter(pk=story.pk).exists(),
            **context,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"{FOLDER}/{template}", context)


def _versions(story):
    return Article.history.filter(id=story.pk)
