"""How far an issue has come, in words and a time, and why it waits, as the newsroom says it."""

from django.utils.translation import gettext as _

from articles.standing import when
from newsletter.models import Issue

Status = Issue.Status


def in_words(issue: Issue) -> str:
    """Return an issue's state with the time that goes with it: "Goes out Friday 18:00, Yerevan"."""
    said = {
        Status.DRAFT: _("Draft"),
        Status.SCHEDULED: _("Goes out %(when)s") % {"when": when(issue.send_at)},
        Status.HELD: _("Waits for a decision; it was meant for %(when)s")
        % {"when": when(issue.send_at)},
        Status.SENDING: _("Is being sent since %(when)s") % {"when": when(issue.started_at)},
        Status.PAUSED: _("Paused; began %(when)s") % {"when": when(issue.started_at)},
        Status.SENT: _("Sent %(when)s") % {"when": when(issue.started_at)},
        Status.CANCELLED: _("Cancelled %(when)s") % {"when": when(issue.ended_at)},
    }
    return said[Status(issue.status)]


def why(issue: Issue) -> str:
    """Return an issue's remark, which a process has written in English, as its reader says it.

    After a colon stands what a mail server answered: that is said as it came.
    """
    words, colon, answer = issue.remark.partition(": ")
    if colon:
        return _(f"{words}: %s").replace("%s", answer)
    return _(words) if words else ""
