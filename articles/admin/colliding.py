"""Two people saved one story: the second is shown both texts and takes of each."""

from django.contrib.admin.utils import unquote
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import versions, workingcopies
from articles.admin import parcels
from articles.forms import posted
from articles.forms.collision import (
    Collision,
    all_parts,
    fingerprints,
    read_fingerprints,
    untouched,
)
from articles.forms.releasing import PUBLISH, SCHEDULE, SEND_BACK, SUBMIT
from newsroom.press import turns

PAGE = "admin/articles/article/collision.html"
THEIRS = "theirs"  # what was saved meanwhile, as the page of the two texts carries it along
ASKED = "asked"  # the button that was pressed first, which the page offers again
OURS = {THEIRS, ASKED, "seen", "opened", "csrfmiddlewaretoken"}
SAVE, PREVIEW = "_save", "_preview"
MOVES = {  # what decides where a story stands, and for whom: nobody does that to a text that they have not seen
    PUBLISH: gettext_lazy("Publish what is ticked"),
    SCHEDULE: gettext_lazy("Schedule what is ticked"),
    SUBMIT: gettext_lazy("Submit what is ticked for review"),
    SEND_BACK: gettext_lazy("Send back what is ticked"),
}


class Colliding:
    """For the admin of stories: what was written twice is decided on a page of its own, and nothing is lost."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            turns.take(versions.TURN)
            object_id = object_id or self._came_of(request)
            page = self._decide(request, object_id) if THEIRS in request.POST else None
            return page or super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        if getattr(form, "stale", None):
            return self._collide(request, context, form.stale)
        if request.method in ("GET", "HEAD") and not form.is_bound:
            inlines = _labelled(context["inline_admin_formsets"])
            form.fields["opened"].initial = fingerprints(
                all_parts(form, inlines), untouched(form, inlines)
            )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def compare(self, request, story, data):
        """Put what somebody typed beside the story as it was saved."""
        form, inlines = self._unbound(request, story)
        opened = read_fingerprints(data.get("opened"))
        return Collision(form, inlines, data, untouched(form, inlines), opened)

    def _came_of(self, request):
        """Return the key of the story that this form for a new one has become: it was sent twice."""
        story = workingcopies.became(request.user, request.POST.get("copy", ""))
        return str(story.pk) if story else None

    def _collide(self, request, context, version):
        """Show both texts, or save where this one has nothing of its own."""
        story = self.get_object(request, str(version.id))
        collision = self.compare(request, story, request.POST)
        if collision.has_only_theirs() and self._may_go_on(request, version):
            collision.choose_what_is_ticked()
            request.POST = self._goes_on(collision, collision.merged(), version.pk)
            return self._changeform_view(request, str(version.id), "", None)
        number, pairs = parcels.number_of(request.POST), parcels.pairs_of(request.POST)
        token = request.POST.get("copy") or workingcopies.new_token()
        workingcopies.keep(request.user, token[:40], number, pairs, story)
        return self._page(request, collision, story, version.pk)

    def _may_go_on(self, request, version):
        """Say whether what was pressed is done with what was saved meanwhile; a move, only where a form came twice."""
        if _asked(request.POST) not in MOVES:
            return True
        is_own = version.history_user_id == request.user.pk
        return is_own and self._came_of(request) == str(version.id)

    def _decide(self, request, object_id):
        """Put what was chosen in the place of what was posted, or return the page with what is still open."""
        story = self.get_object(request, unquote(object_id or ""))
        if story is None or not self.has_change_permission(request, story):
            return None
        form, inlines = self._unbound(request, story)
        theirs = posted.as_data(parcels.read_pairs(request.POST[THEIRS]))
        opened = read_fingerprints(request.POST.get("opened"))
        collision = Collision(form, inlines, request.POST, theirs, opened)
        collision.choose(request.POST)
        if not collision.is_decided():
            seen = request.POST.get("seen", "")
            return self._page(request, collision, story, seen, is_open=True)
        request.POST = self._goes_on(collision, collision.merged(), request.POST.get("seen", ""))
        return None

    def _goes_on(self, collision, data, seen):
        """Return what the form posts next: it knows of what was saved meanwhile."""
        data = data.copy()
        for name in [name for name in data if name in (THEIRS, ASKED) or name.startswith("take-")]:
            del data[name]
        data["seen"], data["opened"] = str(seen), collision.fingerprints()
        return data

    def _page(self, request, collision, story, seen, is_open=False):
        mine = parcels.pairs_of(collision.mine)
        version = story.history.select_related("history_user").filter(pk=seen or 0).first()
        who = parcels.name_of(version and version.history_user)
        context = self.admin_site.each_context(request) | {
            "title": _("Two texts of one story"),
            "opts": self.opts,
            "original": story,
            "collision": collision,
            "version": version,
            "who": who,
            "theirs_are": _("Saved by %(name)s") % {"name": who},
            "hidden": [pair for pair in mine if pair[0] not in OURS],
            "opened": collision.mine.get("opened", ""),
            "seen": seen,
            "number": collision.mine.get("number", ""),
            "theirs": parcels.write_pairs(collision.theirs),
            "asked": _asked(collision.mine),
            "buttons": _offered(collision),
            "choosing": True,
            "copy": collision.mine.get("copy", ""),
            "is_open": is_open,
        }
        return TemplateResponse(request, PAGE, context, status=422 if is_open else 409)

    def _unbound(self, request, story):
        """Return the form and the inlines of a story as it stands in the database, each with its label."""
        form = self.get_form(request, story, change=story is not None)
        form.kept = None
        inlines = [
            (
                formset(instance=story, queryset=inline.get_queryset(request)),
                inline.opts.verbose_name_plural,
            )
            for formset, inline in self.get_formsets_with_inlines(request, story)
        ]
        return form(instance=story), inlines


def _labelled(inline_formsets):
    return [(each.formset, each.opts.opts.verbose_name_plural) for each in inline_formsets]


def _asked(data):
    """Return the button with which a form was sent at first."""
    return data.get(ASKED) or next((name for name in data if name.startswith("_")), SAVE)


def _offered(collision):
    """Return the buttons of the page with what they say; a story that somebody moved meanwhile is only saved."""
    asked = _asked(collision.mine)
    if asked not in MOVES:
        return [(asked, _("Preview what is ticked") if asked == PREVIEW else _saved())]
    moved = any(side.part.name == "status" for side in collision.sides)
    return [(SAVE, _saved())] + ([] if moved else [(asked, MOVES[asked])])


def _saved():
    return _("Save what is ticked")
