"""What is late or broken: a story whose time has passed, a job, a letter, a clock."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles import clearing, readership, standing
from articles import permissions as stories
from articles.models import Article
from newsletter.permissions import may_manage_newsletters
from newsroom.press import front, jobs, mail, moment
from newsroom.press.models import Letter, Pulse

SHOWN = 5
LATE = datetime.timedelta(days=14)  # for so long a missed time is news
STUCK = datetime.timedelta(minutes=5)  # that a job waits for a worker
LATELY = datetime.timedelta(days=1)
WRONG = 30  # seconds by which a clock may differ


@dataclass(frozen=True)
class Trouble:
    """What is wrong, in a sentence, and where it can be seen or put right."""

    said: str
    address: str = ""


def may_see_jobs(user) -> bool:
    """Say whether `user` looks after the machinery: jobs, and letters that did not leave."""
    return user.has_perm("django_tasks_database.view_dbtaskresult")


def may_know_of_sending(user) -> bool:
    """Say whether `user` is told that mail does not leave: who runs the site, who edits, who sends."""
    return may_see_jobs(user) or stories.may_publish(user) or may_manage_newsletters(user)


def known_to(user) -> list[Trouble]:
    """Return what is late or broken and is this colleague's business, the most pressing first."""
    found = []
    if may_know_of_sending(user):
        found += [*_worker(), *_letters(user)]
    if may_see_jobs(user):
        found += [*_jobs(), *_clock(), *_reads()]
    if stories.may_look_ahead(user):
        found += _late(user)
    if stories.may_keep(user):
        found += _about_to_go(user)
    return found


def _late(user):
    now = moment.now()
    late = Article.objects.filter(
        status__in=stories.WRITABLE, published_at__lte=now, published_at__gt=now - LATE
    )
    if not stories.may_publish(user):
        late = stories.own(user, late)
    words = _("Readers do not have “%(headline)s”: it was meant for %(when)s and is %(state)s.")
    for story in late.order_by("-published_at", "-pk")[:SHOWN]:
        said = words % {
            "headline": story.headline,
            "when": standing.when(story.published_at),
            "state": story.get_status_display(),
        }
        yield Trouble(said, reverse("admin:articles_article_change", args=[story.pk]))


def _about_to_go(user):
    words = _("“%(headline)s”, which you typed and never saved, is cleared: %(when)s.")
    for copy in clearing.about_to_go(user)[:SHOWN]:
        name = copy.headline or _("Without a headline")
        said = words % {"headline": name, "when": standing.when(clearing.goes_at(copy))}
        yield Trouble(said, reverse("admin:articles_article_copy", args=[copy.token]))


def _worker():
    if not Pulse.objects.filter(seen_at__gte=Now() - jobs.LEASE).exists():
        yield Trouble(
            _("No worker is running: no mail leaves, and nothing is done in the background.")
        )


def _letters(user):
    failed = Letter.objects.filter(status=Letter.Status.FAILED)
    doubt = Count("pk", filter=Q(error__startswith=mail.IN_DOUBT))
    counts = failed.aggregate(all=Count("pk"), doubt=doubt)
    where = ""
    if user.has_perm("press.view_letter"):
        where = reverse("admin:press_letter_changelist") + "?status__exact=failed"
    if plain := counts["all"] - counts["doubt"]:
        words = ngettext("%d letter could not be sent.", "%d letters could not be sent.", plain)
        yield Trouble(words % plain, where)
    if counts["doubt"]:
        words = ngettext(
            "%d letter is in doubt: it may have been sent or not.",
            "%d letters are in doubt: they may have been sent or not.",
            counts["doubt"],
        )
        yield Trouble(words % counts["doubt"], where)


def _jobs():
    now, where = timezone.now(), reverse("admin:django_tasks_database_dbtaskresult_changelist")
    failed = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED, finished_at__gte=now - LATELY
    ).count()
    stuck = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, enqueued_at__lt=now - STUCK, run_after__lt=now - STUCK
    ).count()
    if failed:
        words = ngettext(
            "%d job failed since yesterday.", "%d jobs failed since yesterday.", failed
        )
        yield Trouble(words % failed, f"{where}?status__exact={TaskResultStatus.FAILED}")
    if stuck:
        words = ngettext("%d job waits for a worker.", "%d jobs wait for a worker.", stuck)
        yield Trouble(words % stuck, f"{where}?status__exact={TaskResultStatus.READY}")


def _clock():
    ahead = front.clock_ahead()
    if abs(ahead) < WRONG:
        return
    words = _(
        "The clock of this server (%(host)s) differs from the database's by %(seconds)d seconds."
    )
    yield Trouble(words % {"host": settings.SITE_URL, "seconds": abs(ahead)})


def _reads():
    words = _("Which stories are read is not counted: %(why)s")
    return [Trouble(words % {"why": why}) for why in readership.troubles()]
