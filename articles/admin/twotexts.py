"""Two people saved one form: the second is shown what both wrote, and takes of each."""

from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import gone, parcels
from articles.forms import posted
from articles.forms.collision import (
    Collision,
    all_parts,
    fingerprints,
    read_fingerprints,
    untouched,
)
from newsroom.press import turns

PAGE = "admin/articles/article/collision.html"
THEIRS = "theirs"  # what was saved meanwhile, as the page of the two texts carries it along
ASKED = "asked"  # the button that was pressed first, which the page offers again
OURS = {THEIRS, ASKED, "seen", "opened", "csrfmiddlewaretoken"}
SAVE = "_save"
WINDOW = (IS_POPUP_VAR, TO_FIELD_VAR)  # by which the admin knows its own small windows


class TwoTexts:
    """For an admin whose form is an `OpenedForm`: what was written twice is decided on a page, and nothing is lost."""

    collision_title = gettext_lazy("Two people changed this")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or not object_id:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self.take_turn()
            page = self._collide(request, object_id)
            return page or super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        if request.method in ("GET", "HEAD") and not form.is_bound:
            inlines = _labelled(context["inline_admin_formsets"])
            form.fields["opened"].initial = fingerprints(
                all_parts(form, inlines), untouched(form, inlines)
            )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_fields(self, request, obj=None):
        """Leave out what the page carries along without showing it."""
        return [name for name in super().get_fields(request, obj) if name != "opened"]

    def take_turn(self):
        """Wait until nobody else saves one of these; the turn ends with the transaction."""
        turns.take(f"changing {self.opts.label_lower}")

    def compare(self, request, row, data):
        """Put what somebody typed beside the row as it was saved."""
        form, inlines = self._unbound(request, row)
        opened = read_fingerprints(data.get("opened"))
        return Collision(form, inlines, data, untouched(form, inlines), opened)

    def look_for_others(self, request, row):
        """Return the page of both texts where somebody saved others since the form was opened."""
        collision = self.compare(request, row, request.POST)
        if collision.is_as_opened():
            return None
        if request.FILES or not collision.has_only_theirs():
            return self.collision_page(request, collision, row)
        collision.choose_what_is_ticked()
        request.POST = self.goes_on(collision)
        return None

    def give_back(self, request):
        """Return what was typed in something that a colleague deleted meanwhile."""
        return gone.page(self, request)

    def collision_page(self, request, collision, row, seen="", is_open=False):
        """Show both texts, with everything that was typed; `is_open` where something is still to be chosen."""
        mine = collision.mine
        window = [[name, mine[name]] for name in WINDOW if name in mine]
        context = self.admin_site.each_context(request) | {
            "title": self.collision_title,
            "opts": self.opts,
            "original": row,
            "collision": collision,
            "hidden": [pair for pair in parcels.pairs_of(mine) if pair[0] not in OURS] + window,
            "opened": mine.get("opened", ""),
            "seen": seen,
            "number": mine.get("number", ""),
            "copy": mine.get("copy", ""),
            "theirs": parcels.write_pairs(collision.theirs),
            "asked": asked_of(mine),
            "buttons": self.offered(collision),
            "choosing": True,
            "has_files": bool(request.FILES),
            "is_open": is_open,
        }
        context |= self.told_of(row, seen)
        return TemplateResponse(request, PAGE, context, status=422 if is_open else 409)

    def goes_on(self, collision, seen=""):
        """Return what the form posts next: it knows of what was saved meanwhile."""
        data = collision.merged().copy()
        for name in [name for name in data if name in (THEIRS, ASKED) or name.startswith("take-")]:
            del data[name]
        data["seen"], data["opened"] = str(seen), collision.fingerprints()
        return data

    def offered(self, collision):
        """Return the buttons of the page with what they say."""
        return [(asked_of(collision.mine), said_of_save())]

    def told_of(self, row, seen):
        """Return what the page says of whoever saved meanwhile."""
        kind = ContentType.objects.get_for_model(row)
        log = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk))
        last = log.select_related("user").first()
        who = parcels.name_of(last and last.user)
        said = _(
            "%(who)s saved this after you had opened it. Nothing is lost: what both of you wrote stands here. Where "
            "only one of you changed something, that is ticked."
        )
        return {"told": said % {"who": who}, "theirs_are": said_of_theirs(who)}

    def _collide(self, request, object_id):
        """Return the page of both texts while something is open; what was chosen is what is saved."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self.give_back(request) if self.has_add_permission(request) else None
        if not self.has_change_permission(request, row):
            return None
        if THEIRS in request.POST:
            collision = self._carried(request, row)
            seen = request.POST.get("seen", "")
            if not collision.is_decided():
                return self.collision_page(request, collision, row, seen, is_open=True)
            request.POST = self.goes_on(collision, seen)
        return self.look_for_others(request, row)

    def _carried(self, request, row):
        """Return the two texts that the page of them carried along, with what was chosen there."""
        form, inlines = self._unbound(request, row)
        theirs = posted.as_data(parcels.read_pairs(request.POST[THEIRS]))
        opened = read_fingerprints(request.POST.get("opened"))
        collision = Collision(form, inlines, request.POST, theirs, opened)
        collision.choose(request.POST)
        return collision

    def _unbound(self, request, row):
        """Return the form and the inlines of a row as it stands in the database, each with its label."""
        form = self.get_form(request, row, change=row is not None)
        form.kept = None
        inlines = [
            (
                formset(instance=row, queryset=inline.get_queryset(request)),
                inline.opts.verbose_name_plural,
            )
            for formset, inline in self.get_formsets_with_inlines(request, row)
            if inline.has_change_permission(request, row)
        ]
        return form(instance=row), inlines


def asked_of(data):
    """Return the button with which a form was sent at first."""
    names = (name for name in data if name.startswith("_") and name not in WINDOW)
    return data.get(ASKED) or next(names, SAVE)


def said_of_save():
    """Return what the button says that saves what was chosen."""
    return _("Save what is ticked")


def said_of_theirs(who):
    """Return what stands above the text that was saved meanwhile."""
    return _("Saved by %(name)s") % {"name": who}


def _labelled(inline_formsets):
    return [(each.formset, each.opts.opts.verbose_name_plural) for each in inline_formsets]
