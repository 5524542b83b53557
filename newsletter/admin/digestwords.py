"""What the page of a list says of a digest: when it goes out, what it would bring, what became of the last ones."""

import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsletter.digests import stories
from newsletter.models import DigestRule, DigestRun
from newsroom.press import moment

SHOWN = 8  # times that it fell due
NOT_YET = gettext_lazy("Save it first.")


def next_due(rule: DigestRule) -> str:
    """Return the day and the time by the clocks of its place: "Tuesday 2 June, 07:00 (Europe/Paris)"."""
    if not rule.is_on:
        return _("It is off.")
    return f"{_when(rule, rule.next_due(moment.now()))} ({rule.time_zone})"


def would_bring(rule: DigestRule) -> str:
    """Return how many stories it would send if it fell due now, and which."""
    fresh = stories.fresh(rule, moment.now())
    if len(fresh) < rule.fewest:
        return _too_few(len(fresh), rule.fewest)
    chosen = stories.load(fresh[: rule.at_most])
    words = ngettext("It would send %d story:", "It would send %d stories:", len(chosen))
    rows = format_html_join("", "<li>{}</li>", ((story.headline,) for story in chosen))
    return format_html("{}<ol>{}</ol>", words % len(chosen), rows)


def last_times(rule: DigestRule) -> str:
    """Return what came of the last times, the latest first, with the way to each issue."""
    runs = rule.runs.select_related("issue")[:SHOWN]
    rows = [(_when(rule, run.due_at), _came_of(run)) for run in runs]
    if not rows:
        return _("It has not fallen due yet.")
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", rows))


def _too_few(count, fewest):
    words = ngettext(
        "Nothing: there is %(count)d story, and it is skipped with fewer than %(fewest)d.",
        "Nothing: there are %(count)d stories, and it is skipped with fewer than %(fewest)d.",
        count,
    )
    return words % {"count": count, "fewest": fewest}


def _came_of(run: DigestRun):
    if run.skipped:
        return _("skipped, for %(why)s") % {"why": run.get_skipped_display()}
    if run.issue is None:
        return _("its issue was deleted")
    where = reverse("admin:newsletter_issue_change", args=[run.issue_id])
    link = format_html('<a href="{}">{}</a>', where, run.issue.subject)
    return format_html("{} ({})", link, run.issue.get_status_display())


def _when(rule: DigestRule, at: datetime.datetime) -> str:
    local = at.astimezone(rule.zone)
    return f"{date_format(local, 'l j E')}, {local:%H:%M}"
