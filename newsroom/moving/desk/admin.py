"""Bringing in the archive of an old site, at the desk: its files, a look at what would happen, the import itself."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from newsroom.models import ImportRun
from newsroom.moving.desk import entries, showing, words
from newsroom.moving.desk.forms import ArchiveForm, ChoicesForm
from newsroom.moving.runs import files, keeping
from newsroom.permissions import may_bring_in
from newsroom.press.longlist import LongList

FURTHEST = 100_000  # the last page that somebody may ask for


@admin.register(ImportRun)
class ImportRunAdmin(LongList):
    """What stands at the address of a run depends on how far it is: its course, or its report."""

    list_display = ["__str__", "what", "status", "created_by", "created_at"]
    list_filter = ["status"]
    list_select_related = ["created_by"]
    actions = None

    def get_urls(self):
        views = {
            "progress": self.progress_view,
            "steer": self.steer_view,
            "entries": self.entries_view,
            "report": self.report_view,
        }
        ours = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"newsroom_importrun_{name}",
            )
            for name, view in views.items()
        ]
        return ours + super().get_urls()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("files")

    def changelist_view(self, request, extra_context=None):
        more = {"title": _("Archives of old sites")} | (extra_context or {})
        return super().changelist_view(request, more)

    @admin.display(description=gettext_lazy("what is asked for"), ordering="rehearsal")
    def what(self, run):
        return _("a look at what would happen") if run.rehearsal else _("to bring it in")

    # Its pages --------------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        """Take the files, and let a worker look at them at once."""
        if not may_bring_in(request.user):
            raise PermissionDenied
        form = ArchiveForm(request.POST or None, request.FILES or None)
        if not form.is_valid():
            context = self._page(request, None) | {"title": _("Bring in an archive"), "form": form}
            status = 422 if form.errors else 200
            return TemplateResponse(request, f"{TEMPLATES}/add.html", context, status=status)
        run = form.begin(request.user)
        self.log_addition(request, run, _("Looked at the archive"))
        return redirect("admin:newsroom_importrun_change", run.pk)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = self.get_object(request, unquote(object_id))
        if run is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not may_bring_in(request.user):
            raise PermissionDenied
        return self._show(request, run, ChoicesForm(instance=run))

    @method_decorator(require_safe)
    def progress_view(self, request, pk):
        """Show the part of the page that changes while an archive is brought in."""
        context = showing.progress(self._run_of(request, pk))
        return TemplateResponse(request, f"{TEMPLATES}/_course.html", context)

    @method_decorator(require_POST)
    def steer_view(self, request, pk):
        """Do what the pressed button says: stop it, let it go on, bring it in, or only look once more."""
        run = self._run_of(request, pk)
        if "_stop" in request.POST:
            return self._steered(request, run, run.stop, _("Stopped"))
        if "_go_on" in request.POST:
            return self._steered(request, run, run.go_on, _("Let go on"))
        form = ChoicesForm(request.POST, instance=run)
        if not form.is_valid():
            return self._show(request, self._run_of(request, pk), form)
        return self._begin(request, run, form.cleaned_data, rehearsal="_bring" not in request.POST)

    @method_decorator(require_safe)
    def entries_view(self, request, pk):
        """List what became of each record, of one kind or outcome where somebody chose that."""
        run = self._run_of(request, pk)
        if not files.has_report(run):
            raise Http404
        kind, outcome = (request.GET.get(name, "") for name in ("kind", "outcome"))
        number = _number(request.GET.get("page", ""))
        found, is_more = entries.page(run, number, kind=kind, outcome=outcome)
        context = self._page(request, run) | {
            "title": _("What became of each record"),
            "entries": found,
            "kind": kind,
            "outcome": outcome,
            "kinds": _choices(words.KINDS, run.counts.get("in_file", {})),
            "outcomes": (words.outcomes(run) | words.BESIDES).items(),
            "number": number,
            "previous": number - 1,
            "next": number + 1 if is_more else None,
        }
        return TemplateResponse(request, f"{TEMPLATES}/entries.html", context)

    @method_decorator(require_safe)
    def report_view(self, request, pk):
        """Hand out the whole report as a file."""
        run = self._run_of(request, pk)
        if not files.has_report(run):
            raise Http404
        file = storages["archives"].open(run.report)
        return FileResponse(file, as_attachment=True, filename=f"archive-{run.pk}.csv")

    # What they do -----------------------------------------------------------------------------

    def _begin(self, request, run, chosen, *, rehearsal):
        following = files.hand_on(run, request.user, rehearsal=rehearsal, **chosen)
        if following is None:
            messages.warning(request, _("Its files went on with another run already."))
            return redirect("admin:newsroom_importrun_changelist")
        said = _("Looked at the archive") if rehearsal else _("Brought the archive in")
        self.log_addition(request, following, said)
        return redirect("admin:newsroom_importrun_change", following.pk)

    def _steered(self, request, run, deed, said):
        deed()
        self.log_change(request, run, said)
        return redirect("admin:newsroom_importrun_change", run.pk)

    def _run_of(self, request, pk):
        if not may_bring_in(request.user):
            raise PermissionDenied
        return get_object_or_404(ImportRun, pk=pk)

    def _show(self, request, run, form):
        context = self._page(request, run) | showing.progress(run) | {"title": str(run)}
        if not run.is_open:
            context |= {
                "what_is_next": form if any(file.is_there for file in run.files.all()) else None,
                "table": showing.table(run) if run.counts else None,
                "mended": showing.mended(run),
                "reasons": showing.reasons(run),
                "notes": showing.notes(run),
            }
        status = 422 if form.errors else 200
        return TemplateResponse(request, f"{TEMPLATES}/run.html", context, status=status)

    def _page(self, request, run):
        return self.admin_site.each_context(request) | {
            "opts": self.opts,
            "run": run,
            "days": keeping.DAYS,
            "may_delete": bool(run) and self.has_delete_permission(request, run),
        }

    def delete_model(self, request, obj):
        files.delete(obj)

    def has_module_permission(self, request):
        return may_bring_in(request.user)

    def has_view_permission(self, request, obj=None):
        return may_bring_in(request.user)

    def has_add_permission(self, request):
        return may_bring_in(request.user)

    def has_change_permission(self, request, obj=None):
        return may_bring_in(request.user)

    def has_delete_permission(self, request, obj=None):
        is_under_way = obj is not None and obj.status == ImportRun.Status.RUNNING
        return may_bring_in(request.user) and not is_under_way


TEMPLATES = "admin/newsroom/importrun"


def _number(said):
    """Return the page that somebody asks for, the first where that is none."""
    is_number = said.isascii() and said.isdigit() and len(said) < 10
    return min(max(int(said), 1), FURTHEST) if is_number else 1


def _choices(names, there):
    return [(kind, names.get(kind, kind)) for kind in there]
