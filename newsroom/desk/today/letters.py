"""What goes out by mail: what a person has to decide about, what is on its way and what is planned."""

import datetime
from functools import partial

from django.db.models import Case, Count, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsletter import stages
from newsletter.models import Delivery, Issue, Newsletter
from newsletter.permissions import may_compose, may_see_issues
from newsroom.desk.today.boards import SHOWN, Board, Row
from newsroom.desk.today.troubles import Trouble

LATELY = datetime.timedelta(days=14)  # for so long a letter that did not arrive is news
Status = Issue.Status
ALIVE = [Status.SENDING, Status.PAUSED, Status.SCHEDULED, Status.DRAFT]  # as they are told
# What is said of letters that did not arrive, or may not have.
IN_WORDS = {
    Delivery.Status.FAILED: partial(
        ngettext,
        "“%(subject)s”: %(count)d letter failed.",
        "“%(subject)s”: %(count)d letters failed.",
    ),
    Delivery.Status.IN_DOUBT: partial(
        ngettext,
        "“%(subject)s”: %(count)d letter is in doubt.",
        "“%(subject)s”: %(count)d letters are in doubt.",
    ),
}


def troubles(user) -> list[Trouble]:
    """Return what waits for a decision, and which sends have letters that failed or are in doubt."""
    if not may_see_issues(user):
        return []
    return [*_held(), *_failed()]


def boards(user) -> list[Board]:
    """Return what is on its way, planned and being written, for those who have to do with it."""
    if not may_see_issues(user):
        return []
    ways = [*_ways()] if may_compose(user) else []
    whole = reverse("admin:newsletter_issue_changelist")
    return [Board(_("Newsletters"), _alive(), whole, _("No issue is being written."), ways)]


def _held():
    words = _("“%(subject)s” has not gone out and waits for a decision. %(why)s")
    for issue in Issue.objects.filter(status=Issue.Status.HELD)[:SHOWN]:
        said = words % {"subject": issue.subject, "why": stages.why(issue)}
        yield Trouble(said, _change(issue))


def _failed():
    lately = Issue.objects.filter(started_at__gte=timezone.now() - LATELY)
    issues = lately.exclude(status=Issue.Status.CANCELLED).in_bulk()
    bad = Delivery.objects.filter(issue__in=list(issues), status__in=IN_WORDS)
    counted = bad.order_by("-issue", "status").values_list("issue", "status")
    for key, status, count in counted.annotate(Count("pk"))[:SHOWN]:
        said = IN_WORDS[status](count) % {"subject": issues[key].subject, "count": count}
        yield Trouble(said, _change(issues[key]))


def _alive():
    told = Case(*(When(status=status, then=place) for place, status in enumerate(ALIVE)))
    alive = Issue.objects.filter(status__in=ALIVE).order_by(told, "send_at", "-pk")
    return [Row(each.subject, _change(each), stages.in_words(each)) for each in alive[:SHOWN]]


def _ways():
    """Return how an issue of each list is begun."""
    begin = reverse("admin:newsletter_issue_add")
    for newsletter in Newsletter.objects.all()[:SHOWN]:
        name = _("Write an issue of “%(list)s”") % {"list": newsletter.name}
        yield Row(name, f"{begin}?newsletter={newsletter.pk}")


def _change(issue):
    return reverse("admin:newsletter_issue_change", args=[issue.pk])
