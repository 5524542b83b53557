"""One mail of a newsletter, laid out from stories, from its draft to the last reader."""

import datetime

from django.conf import settings
from django.core.validators import ProhibitNullCharactersValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.timeline import TimelineQuerySet
from newsletter.models.newsletter import Newsletter
from newsletter.models.subscription import Cadence

UNWATCHED = datetime.timedelta(hours=1)  # after which what waits to go out waits for a person

one_line = RegexValidator(r"\A[^\r\n\x00-\x1f\x7f]*\Z", _("Write this on one line."))


class IssueQuerySet(TimelineQuerySet):
    moment = "started_at"

    def published(self):
        """Return the issues that have a page for readers: the one owner of an issue's visibility."""
        begun = self.filter(started_at__isnull=False)
        return begun.filter(newsletter__in=Newsletter.objects.public())

    def due(self, now):
        """Return what was scheduled for a time that has come."""
        return self.filter(status=Issue.Status.SCHEDULED, send_at__lte=now)

    def asking(self):
        """Return the digests that wait for somebody to send them."""
        return self.filter(
            status__in=[Issue.Status.DRAFT, Issue.Status.HELD], digest_run__isnull=False
        )

    def sending(self):
        """Return what is going out, and has been looked after in the last hour, or may be late."""
        goes_on = Q(watched_at__gte=Now() - UNWATCHED) | Q(late_until__gte=Now())
        return self.filter(goes_on, status=Issue.Status.SENDING)

    def forsaken(self):
        """Return what was going out when the last process that looked after it ended, an hour ago or more."""
        too_late = Q(late_until__isnull=True) | Q(late_until__lt=Now())
        left = self.filter(status=Issue.Status.SENDING, watched_at__lt=Now() - UNWATCHED)
        return left.filter(too_late)

    def hold(self, issue):
        """Bring an issue up to date, nobody else's to change until the transaction ends."""
        issue.refresh_from_db(from_queryset=self.select_for_update())


class Issue(models.Model):
    """One issue of a newsletter; who it goes to is written down when it starts, a row a reader."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        HELD = "held", _("waits for a decision")
        SENDING = "sending", _("is being sent")
        PAUSED = "paused", _("paused")
        SENT = "sent", pgettext_lazy("issue", "sent")
        CANCELLED = "cancelled", _("cancelled")

    UNBEGUN = [Status.DRAFT, Status.SCHEDULED, Status.HELD]
    WITH_LEDGER = [Status.SENDING, Status.PAUSED, Status.SENT, Status.CANCELLED]

    newsletter = models.ForeignKey(
        Newsletter, models.PROTECT, related_name="issues", verbose_name=_("newsletter")
    )
    goes_to = models.CharField(
        _("goes to"),
        max_length=6,
        choices=Cadence.choices,
        blank=True,
        help_text=_("Nobody chosen: everyone on the list."),
    )
    slug = models.SlugField(_("slug"), max_length=120, unique=True, editable=False)
    subject = models.CharField(
        _("subject"), max_length=200, validators=[one_line, ProhibitNullCharactersValidator()]
    )
    preview_text = models.CharField(
        _("preview text"),
        max_length=200,
        blank=True,
        validators=[one_line],
        help_text=_("What a mailbox shows beside the subject. Empty: the deck of the first story."),
    )
    note = models.TextField(
        _("note on top"),
        max_length=5000,
        blank=True,
        help_text=_("An empty line begins a new paragraph."),
    )
    articles = models.ManyToManyField(Article, through="IssueArticle", verbose_name=_("stories"))
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    send_at = models.DateTimeField(_("goes out at"), null=True, blank=True)
    late_until = models.DateTimeField(_("may go out late until"), null=True, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    watched_at = models.DateTimeField(null=True, editable=False)  # by a worker, or a person
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("begun by"),
    )
    version = models.PositiveIntegerField(default=0, editable=False)  # one more with each save
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("saved by"),
    )
    remark = models.CharField(_("remark"), max_length=300, blank=True, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = pgettext_lazy("of a newsletter", "issue")
        verbose_name_plural = pgettext_lazy("of a newsletter", "issues")
        permissions = [("send_issue", "Can send an issue to its readers")]
        constraints = [
            models.CheckConstraint(
                name="issue_times_fit_its_status",
                condition=Q(status="draft", started_at__isnull=True, ended_at__isnull=True)
                | Q(
                    status__in=["scheduled", "held"],
                    send_at__isnull=False,
                    started_at__isnull=True,
                    ended_at__isnull=True,
                )
                | Q(
                    status__in=["sending", "paused"],
                    started_at__isnull=False,
                    ended_at__isnull=True,
                )
                | Q(status="sent", started_at__isnull=False, ended_at__isnull=False)
                | Q(status="cancelled", ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "send_at"], name="issues_by_status"),
            models.Index(fields=["newsletter", "-started_at"], name="issues_of_a_list"),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("issue_detail", args=[self.newsletter.slug, self.slug])

    @property
    def is_unbegun(self) -> bool:
        """Say whether no reader has been written down for it yet."""
        return self.status in self.UNBEGUN

    def schedule(self, at: datetime.datetime):
        """Let the issue go out at a moment, by itself."""
        self.status, self.send_at = self.Status.SCHEDULED, at
        self.late_until, self.remark = None, ""

    def unschedule(self):
        """Be a draft again, which goes out at no time."""
        self.status, self.send_at = self.Status.DRAFT, None
        self.late_until, self.remark = None, ""

    def give_way(self, now: datetime.datetime):
        """Be cancelled before anybody got it: the next digest brings what it would have brought."""
        self.status, self.ended_at = self.Status.CANCELLED, now
        self.remark = gettext("Nobody had sent it when the next digest was made.")
        self.version += 1
        self.save(update_fields=["status", "ended_at", "remark", "version", "saved_at"])

    def begin(self, now):
        """Start to go out: from this moment on the issue has its page."""
        self._become(self.Status.SENDING, started_at=now, watched_at=now, remark="")

    def go_on(self, now):
        """Go on going out, because a person says so."""
        self._become(self.Status.SENDING, watched_at=now, ended_at=None, remark="")

    def pause(self, remark=""):
        self._become(self.Status.PAUSED, remark=remark[:300])

    def wait_for_decision(self, remark):
        self._become(self.Status.HELD, remark=remark[:300])

    def end(self, now):
        self._become(self.Status.SENT, ended_at=now)

    def cancel(self, now):
        self._become(self.Status.CANCELLED, ended_at=now)

    def _become(self, status, **values):
        for name, value in {"status": status, **values}.items():
            setattr(self, name, value)
        self.save(update_fields=["status", *values])


class IssueArticle(models.Model):
    """A story in its place in an issue."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="places")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("story"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.UniqueConstraint(fields=["issue", "article"], name="story_once_in_an_issue")
        ]

    def __str__(self):
        return str(self.article)


class IssuePrint(models.Model):
    """An issue as it goes out in one language, written when it starts: all readers get the same words."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="prints")
    language = models.CharField(max_length=3)
    text = models.TextField()
    html = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "language"], name="issue_printed_once")
        ]

    def __str__(self):
        return f"{self.issue} ({self.language})"
