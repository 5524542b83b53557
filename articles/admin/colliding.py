"""Two people saved one story: the second is shown both texts and takes of each."""

from django.db import transaction
from django.template.defaultfilters import date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import versions, workingcopies
from articles.admin import parcels
from articles.admin.twotexts import SAVE, TwoTexts, asked_of, said_of_save, said_of_theirs
from articles.forms.releasing import PUBLISH, SCHEDULE, SEND_BACK, SUBMIT
from newsroom.press import turns

PREVIEW = "_preview"
MOVES = {  # what decides where a story stands, and for whom: nobody does that to a text that they have not seen
    PUBLISH: gettext_lazy("Publish what is ticked"),
    SCHEDULE: gettext_lazy("Schedule what is ticked"),
    SUBMIT: gettext_lazy("Submit what is ticked for review"),
    SEND_BACK: gettext_lazy("Send back what is ticked"),
}


class Colliding(TwoTexts):
    """For the admin of stories, whose history says who saved what; what cannot be saved yet is a working copy."""

    collision_title = gettext_lazy("Two texts of one story")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            turns.take(versions.TURN)
            object_id = object_id or self._came_of(request)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        if getattr(form, "stale", None):
            return self._refused(request, form.stale)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def look_for_others(self, request, row):
        """Leave it to the form, which asks the history."""

    def give_back(self, request):
        """Leave it to `Keeping`: what was typed in a story is a working copy."""

    def offered(self, collision):
        """Return the buttons of the page; a story that somebody moved meanwhile is only saved."""
        asked = asked_of(collision.mine)
        if asked not in MOVES:
            said = _("Preview what is ticked") if asked == PREVIEW else said_of_save()
            return [(asked, said)]
        moved = any(side.part.name == "status" for side in collision.sides)
        return [(SAVE, said_of_save())] + ([] if moved else [(asked, MOVES[asked])])

    def told_of(self, row, seen):
        version = row.history.select_related("history_user").filter(pk=seen or 0).first()
        who = parcels.name_of(version and version.history_user)
        said = _(
            "%(who)s saved this story on %(when)s, after you had opened it. Nothing is lost: both texts stand here. "
            "Where only one of you changed something, that is ticked."
        )
        when = date(localtime(version.history_date), "DATETIME_FORMAT") if version else ""
        return {"told": said % {"who": who, "when": when}, "theirs_are": said_of_theirs(who)}

    def _came_of(self, request):
        """Return the key of the story that this form for a new one has become: it was sent twice."""
        story = workingcopies.became(request.user, request.POST.get("copy", ""))
        return str(story.pk) if story else None

    def _refused(self, request, version):
        """Show both texts, or save where this one has nothing of its own."""
        story = self.get_object(request, str(version.id))
        collision = self.compare(request, story, request.POST)
        if collision.has_only_theirs() and self._may_go_on(request, version):
            collision.choose_what_is_ticked()
            request.POST = self.goes_on(collision, version.pk)
            return self._changeform_view(request, str(version.id), "", None)
        number, pairs = parcels.number_of(request.POST), parcels.pairs_of(request.POST)
        token = request.POST.get("copy") or workingcopies.new_token()
        workingcopies.keep(request.user, token[:40], number, pairs, story)
        return self.collision_page(request, collision, story, version.pk)

    def _may_go_on(self, request, version):
        """Say whether what was pressed is done with what was saved meanwhile; a move, only where a form came twice."""
        if asked_of(request.POST) not in MOVES:
            return True
        is_own = version.history_user_id == request.user.pk
        return is_own and self._came_of(request) == str(version.id)
