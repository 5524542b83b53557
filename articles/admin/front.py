"""The page of the desk on which editors say what stands where on a front."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from articles import candidates, frontpage, permissions, slots
from articles.forms.front import Arrangement
from articles.models import Front, Section
from articles.views.lists import show_section
from newsroom.models import Masthead
from newsroom.press import headers
from newsroom.press.printing import show

HISTORY = 10  # changes that are shown


@admin.register(Front)
class FrontAdmin(admin.ModelAdmin):
    """One page for all fronts: `?section=` names another than the paper's own."""

    def get_urls(self):
        views = {"": self.arrange, "preview/": self.preview, "stories/": self.stories}
        names = ("changelist", "preview", "stories")
        return [
            path(address, self.admin_site.admin_view(view), name=f"articles_front_{name}")
            for (address, view), name in zip(views.items(), names, strict=True)
        ]

    def has_module_permission(self, request):
        return permissions.may_arrange(request.user)

    def has_view_permission(self, request, obj=None):
        return permissions.may_arrange(request.user)

    def has_change_permission(self, request, obj=None):
        return permissions.may_arrange(request.user)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        # Asked when a section is deleted, and its front with it.
        return permissions.may_arrange(request.user)

    def arrange(self, request):
        """Show what stands where; take what an editor chose, or move a story and show that."""
        front = self._front(request)
        if request.method != "POST":
            return self._page(request, front, Arrangement(front))
        arrangement = Arrangement(front, request.POST)
        if move := request.POST.get("_move"):
            arrangement.move(*_read_move(move))
            return self._page(request, front, arrangement)
        if "_search" in request.POST or not arrangement.is_valid():
            return self._page(request, front, arrangement)
        return self._save(request, front, arrangement)

    @method_decorator([require_POST, xframe_options_sameorigin])
    def preview(self, request):
        """Show the front as it would be now, inside the page of the desk or by itself."""
        front = self._front(request)
        headers.allow_framing(request)
        proposed = Arrangement(front, request.POST).standing()
        if front.section:
            keys = {place: pin.pk for place, pin in proposed.items()}
            return show_section(request, front.section, slots.for_cards(keys))
        page = frontpage.compose(front.language, proposed)
        context = {"page": page, "is_front": True}
        return show(request, "articles/front.html", front.language, context)

    @method_decorator(require_safe)
    def stories(self, request):
        """Show the stories to choose from, those that `?q=` finds or the newest."""
        front = self._front(request)
        stories = candidates.offered(front, request.GET.get("q", ""))
        return TemplateResponse(request, "admin/articles/front/_stories.html", {"stories": stories})

    def _front(self, request):
        if not permissions.may_arrange(request.user):
            raise PermissionDenied
        number = request.GET.get("section", "")
        if not number:
            return slots.of_language(Masthead.current().language)
        if not (number.isascii() and number.isdecimal() and len(number) <= 18):
            raise Http404("This is no section.")
        section = Section.objects.filter(pk=number).first()
        if section is None:
            raise Http404("No section has this number.")
        return slots.of_section(section)

    def _save(self, request, front, arrangement):
        try:
            slots.arrange(front, arrangement.pins, by=request.user, seen=_seen(request))
        except slots.Stale as stale:
            return self._page(request, front, arrangement, stale=stale.change)
        messages.success(request, _("Readers have this front now."))
        return redirect(request.get_full_path())

    def _page(self, request, front, arrangement, stale=None):
        headers.allow_frames(request)
        change = slots.newest_change(front)
        words = request.POST.get("q", "")
        offered = candidates.offered(front)
        context = self.admin_site.each_context(request) | {
            "title": _("Front page"),
            "opts": self.model._meta,
            "front": front,
            "sections": Section.objects.all(),
            "arrangement": arrangement,
            "places": arrangement.places(offered),
            "stories": candidates.offered(front, words) if words else offered,
            "words": words,
            # A save that was refused has said what is new; the next one knows of it.
            "seen": _seen(request)
            if request.method == "POST" and not stale
            else change and change.pk,
            "stale": stale,
            "changes": slots.changes(front)[:HISTORY],
        }
        return TemplateResponse(request, "admin/articles/front/arrange.html", context)


def _seen(request):
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) <= 18 else 0


def _read_move(move):
    """Return the place and the step that a button's value names, such as `3:-1`."""
    place, _colon, step = move.partition(":")
    if place.isascii() and place.isdecimal() and step in ("1", "-1"):
        return int(place[:3]), int(step)
    return 0, -1
