"""Archives of old sites: what is under way, and what did not come to its end."""

import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.desk.today.boards import SHOWN, Board, Row
from newsroom.desk.today.troubles import Trouble
from newsroom.models import ImportRun
from newsroom.moving.desk import showing
from newsroom.permissions import may_bring_in

LATELY = datetime.timedelta(days=14)  # for so long a run that came to nothing is news


def pressing(user) -> list[ImportRun]:
    """Return the archives that are under way, were refused or failed, for those who may bring in any."""
    if not may_bring_in(user):
        return []
    is_new = Q(ended_at__isnull=True) | Q(ended_at__gte=timezone.now() - LATELY)
    runs = ImportRun.objects.filter(is_new, status__in=ImportRun.OPEN + ImportRun.SAYS_WHY)
    return list(runs.prefetch_related("files")[:SHOWN])


def troubles(runs: list[ImportRun]) -> list[Trouble]:
    """Return which of these came to nothing, and why."""
    words = _("The archive %(archive)s was not brought in. %(why)s")
    return [
        Trouble(words % {"archive": run, "why": run.said}, _change(run))
        for run in runs
        if not run.is_open
    ]


def boards(runs: list[ImportRun]) -> list[Board]:
    """Return the board of those that are under way, none where none is."""
    rows = [Row(str(run), _change(run), _said(run)) for run in runs if run.is_open]
    whole = reverse("admin:newsroom_importrun_changelist")
    return [Board(_("Archives of old sites"), rows, whole)] if rows else []


def _said(run):
    if run.status == ImportRun.Status.WAITING:
        return run.get_status_display()
    known = showing.progress(run)
    parts = (known["phase"], known["said"], known["left"])
    return " · ".join(str(part) for part in parts if part)


def _change(run):
    return reverse("admin:newsroom_importrun_change", args=[run.pk])
