"""Issues that make themselves: the rule of a list, and what came of each time it fell due."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Section
from newsletter.models.issue import Issue
from newsletter.models.newsletter import Newsletter
from newsletter.models.subscription import Cadence


def newsroom_zone():
    return settings.TIME_ZONE


def known_zone(name):
    """Raise ValidationError for a name that is no time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})


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

    class Meta:
        ordering = ["newsletter", "cadence"]
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "cadence"], name="one_rule_a_cadence"),
        ]

    def __str__(self):
        return f"{self.newsletter}: {self.get_cadence_display()}"


class DigestRun(models.Model):
    """That a rule fell due at a moment, once, and what came of it."""

    rule = models.ForeignKey(DigestRule, models.CASCADE, related_name="runs")
    due_at = models.DateTimeField(_("due"))
    ran_at = models.DateTimeField(_("made"), auto_now_add=True)
    issue = models.OneToOneField(Issue, models.SET_NULL, null=True, related_name="digest_run")
    skipped = models.CharField(_("skipped because"), max_length=300, blank=True)

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
