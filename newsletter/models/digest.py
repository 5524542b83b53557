"""Issues that make themselves: the rule of a list, and what came of each time it fell due."""

import datetime
import zoneinfo
from itertools import islice, takewhile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Section
from newsletter.models.issue import Issue
from newsletter.models.newsletter import Newsletter
from newsletter.models.subscription import Cadence
from newsletter.timetables import Timetable

MOST_OWED = 7  # moments that were missed, which are written down; of longer ago nobody asks


def newsroom_zone():
    return settings.TIME_ZONE


def known_zone(name):
    """Raise ValidationError for a name that is no time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})


class DigestRuleQuerySet(models.QuerySet):
    def on(self):
        """Return the rules by which issues are made: one that is off keeps what came of it."""
        return self.filter(is_on=True)


class DigestRule(models.Model):
    """When a list makes an issue by itself, of what, and whether it asks first."""

    class Order(models.TextChoices):
        BEST = "best", _("best first")
        NEWEST = "newest", _("newest first")

    newsletter = models.ForeignKey(
        Newsletter, models.CASCADE, related_name="rules", verbose_name=_("newsletter")
    )
    cadence = models.CharField(
        _("for"), max_length=6, choices=Cadence.choices, default=Cadence.DAILY
    )
    is_on = models.BooleanField(_("on"), default=True)
    weekdays = models.CharField(
        _("days"),
        max_length=7,
        default="01234",
        validators=[RegexValidator(r"\A0?1?2?3?4?5?6?\Z")],  # Monday is 0, each at most once
    )
    at = models.TimeField(_("at"))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=newsroom_zone, validators=[known_zone]
    )
    sections = models.ManyToManyField(
        Section, blank=True, verbose_name=_("sections"), help_text=_("None chosen: all.")
    )
    order = models.CharField(_("order"), max_length=6, choices=Order.choices, default=Order.BEST)
    at_most = models.PositiveSmallIntegerField(
        _("at most"), default=12, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    fewest = models.PositiveSmallIntegerField(
        _("skip when fewer than"), default=3, validators=[MinValueValidator(1)]
    )
    asks_first = models.BooleanField(_("ask before it goes out"), default=True)
    late_hours = models.PositiveSmallIntegerField(
        _("hours that it may be late"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(23)],
    )
    counts_from = models.DateTimeField(default=timezone.now, editable=False)
    brings_from = models.DateTimeField(default=timezone.now, editable=False)

    objects = DigestRuleQuerySet.as_manager()

    class Meta:
        ordering = ["newsletter", "cadence"]
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "cadence"], name="one_rule_a_cadence"),
            models.CheckConstraint(condition=~Q(weekdays=""), name="digest_has_a_day"),
        ]

    def __str__(self):
        return f"{self.newsletter}: {self.get_cadence_display()}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def timetable(self) -> Timetable:
        return Timetable(frozenset(map(int, self.weekdays)), self.at, self.zone)

    @property
    def goes_to(self) -> str:
        """Return for whom its issues are: everyone, unless the list comes in both ways."""
        others = DigestRule.objects.on().filter(newsletter=self.newsletter_id)
        return self.cadence if others.exclude(pk=self.pk).exists() else ""

    def begin(self, now: datetime.datetime):
        """Be turned on now: the first issue brings what is new since this would have fallen due last."""
        self.count_from(now)
        self.brings_from = self.timetable.last(now)

    def count_from(self, now: datetime.datetime):
        """Fall due at no moment up to this one: nobody had such days or such a time in mind before."""
        self.counts_from = now

    def owes(self, now: datetime.datetime) -> list[datetime.datetime]:
        """Return the moments of a week, the latest first, at which this fell due and of which nothing came yet."""
        moments = takewhile(lambda due: due > self.counts_from, self.timetable.back_from(now))
        return list(takewhile(self._is_open, islice(moments, MOST_OWED)))

    def _is_open(self, due):
        return not self.runs.filter(due_at=due).exists()

    def next_due(self, now: datetime.datetime) -> datetime.datetime:
        """Return the moment at which this falls due next."""
        return self.timetable.next(max(now, self.counts_from))

    def may_be_late_until(self, due: datetime.datetime) -> datetime.datetime:
        """Return until when what fell due at a moment is still worth sending."""
        return due + datetime.timedelta(hours=self.late_hours)


class DigestRunQuerySet(models.QuerySet):
    def went(self):
        """Return the runs whose issue has begun to go out, or will at its time: readers have its stories."""
        return self.filter(
            Q(issue__started_at__isnull=False) | Q(issue__status=Issue.Status.SCHEDULED)
        )


class DigestRun(models.Model):
    """That a rule fell due at a moment, once, and what came of it."""

    class Skipped(models.TextChoices):
        TOO_LATE = "late", _("it was too late")
        TOO_FEW = "few", _("there was too little")
        NOBODY = "none", _("nobody receives it")

    rule = models.ForeignKey(DigestRule, models.CASCADE, related_name="runs")
    due_at = models.DateTimeField(_("due"))
    ran_at = models.DateTimeField(_("made"))
    issue = models.OneToOneField(Issue, models.SET_NULL, null=True, related_name="digest_run")
    skipped = models.CharField(
        _("skipped because"), max_length=4, choices=Skipped.choices, blank=True
    )
    seen = models.JSONField(default=list)  # keys of all stories that there were to choose from

    objects = DigestRunQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at"]
        verbose_name = _("digest that fell due")
        verbose_name_plural = _("digests that fell due")
        constraints = [
            models.UniqueConstraint(fields=["rule", "due_at"], name="digest_once_a_moment"),
            models.CheckConstraint(
                condition=Q(issue__isnull=True) | Q(skipped=""), name="digest_made_or_skipped"
            ),
        ]

    def __str__(self):
        return f"{self.rule}, {self.due_at:%Y-%m-%d %H:%M}"
