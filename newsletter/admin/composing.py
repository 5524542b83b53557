"""Writing an issue at the desk: its stories chosen and put in order, its words, and two people who do so at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import candidates
from newsletter import issues
from newsletter.admin.composition import Composition
from newsletter.models import Issue, Newsletter
from newsletter.permissions import may_compose

COMPOSE = "admin/newsletter/issue/compose.html"
PREVIEW, TEST, SEND = "_preview", "_test", "_send"  # buttons that save and go on


class Composing:
    """For the admin of issues: the page on which one is written."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.stories_view)
        ours = [path("stories/", view, name="newsletter_issue_stories")]
        return ours + super().get_urls()

    def add_view(self, request, form_url="", extra_context=None):
        """Begin an issue of the list in `?newsletter=`, of the only one, or of one to choose."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        newsletter = _asked_for(request)
        if newsletter is None:
            return self._choose_list(request)
        return self.compose(request, Issue(newsletter=newsletter))

    @method_decorator(require_safe)
    def stories_view(self, request):
        """Show the stories to choose from, those that `?q=` finds or the newest."""
        if not may_compose(request.user):
            raise PermissionDenied
        newsletter = _asked_for(request)
        language = newsletter.language if newsletter else ""
        found = candidates.in_language(language, request.GET.get("q", ""))
        return TemplateResponse(request, "admin/newsletter/issue/_found.html", {"found": found})

    def compose(self, request, issue):
        """Show the form of an issue; save it, or do to its stories what a button says."""
        if request.method != "POST":
            return self._form_page(request, Composition(issue))
        if _arranges(request.POST):
            composition = Composition(issue, request.POST)
            _arrange(composition, request.POST)
            return self._form_page(request, composition)
        composition = Composition(issue, request.POST, is_sent=True)
        if not composition.is_valid():
            return self._form_page(request, composition)
        return self._save(request, composition)

    def _save(self, request, composition):
        is_new = composition.issue.pk is None
        issue = composition.form.instance
        try:
            issues.save(issue, composition.stories, by=request.user, seen=_seen(request))
        except issues.Stale as stale:
            return self._form_page(request, composition, stale=stale.issue)
        if is_new:
            self.log_addition(request, issue, [{"added": {}}])
        else:
            changed = self.construct_change_message(request, composition.form, None)
            self.log_change(request, issue, changed)
        self.part(request)
        return self._go_on(request, issue)

    def _go_on(self, request, issue):
        if TEST in request.POST:
            self.send_test(request, issue)
        elif PREVIEW in request.POST:
            return redirect("admin:newsletter_issue_preview", issue.pk)
        elif SEND in request.POST:
            return redirect("admin:newsletter_issue_send", issue.pk)
        else:
            messages.success(request, _("The issue is saved. Nobody has been sent it."))
        return redirect("admin:newsletter_issue_change", issue.pk)

    def _form_page(self, request, composition, stale=None):
        issue = composition.issue
        words = request.POST.get("q", "")
        context = self.page(request, issue) | {
            "title": _("Issue of “%(list)s”") % {"list": issue.newsletter},
            "composition": composition,
            "form": composition.form,
            "found": candidates.in_language(issue.newsletter.language, words),
            "words": words,
            "stale": stale,
            "company": self.company(request, issue),
            # A save that was refused has said what is new; the next one knows of it.
            "seen": stale.version if stale else _seen(request) or issue.version,
        }
        return TemplateResponse(request, COMPOSE, context)

    def _choose_list(self, request):
        context = self.page(request, None) | {
            "title": _("Write an issue"),
            "newsletters": Newsletter.objects.all(),
        }
        return TemplateResponse(request, "admin/newsletter/issue/choose_list.html", context)


def begin(newsletter: Newsletter) -> str:
    """Return the address at which an issue of a list is begun."""
    return f"{reverse('admin:newsletter_issue_add')}?newsletter={newsletter.pk}"


def of_posted_list(request) -> Issue | None:
    """Return a new issue of the list that a form names, if there is one."""
    newsletter = _list(request.POST.get("newsletter", ""))
    return Issue(newsletter=newsletter) if newsletter else None


def _list(number):
    is_key = number.isascii() and number.isdecimal() and len(number) <= 18
    return Newsletter.objects.filter(pk=int(number)).first() if is_key else None


def _asked_for(request):
    if number := request.GET.get("newsletter", ""):
        if newsletter := _list(number):
            return newsletter
        raise Http404("No newsletter has this number.")
    lists = list(Newsletter.objects.all()[:2])
    return lists[0] if len(lists) == 1 else None


def _arranges(data):
    """Say whether the button that was pressed, or Enter in the field for words, changes only what is shown."""
    if "_enter" in data:
        return bool(data.get("q", "").strip())
    return any(name in data for name in ("_move", "_drop", "_add", "_search"))


def _arrange(composition, data):
    if move := data.get("_move"):
        place, _colon, step = move.partition(":")
        if place.isascii() and place.isdecimal() and step in ("1", "-1"):
            composition.move(int(place[:3]), int(step))
    elif drop := data.get("_drop"):
        composition.drop(drop)
    elif add := data.get("_add"):
        composition.add(add)


def _seen(request):
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) <= 9 else 0
