"""Who asked for which newsletter, with the proof of it."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter.models.newsletter import Newsletter
from newsletter.models.subscriber import Subscriber

TIME_TO_UNDO = timedelta(days=1)


class Cadence(models.TextChoices):
    """How often a reader hears of a list that comes in both ways."""

    DAILY = "daily", _("daily readers")
    WEEKLY = "weekly", _("weekly readers")


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(status=Subscription.Status.CONFIRMED)

    def pending(self):
        return self.filter(status=Subscription.Status.PENDING)

    def left(self):
        return self.filter(status=Subscription.Status.LEFT)

    def standing(self):
        """Return what has not been left: confirmed, or waiting for its reader."""
        return self.exclude(status=Subscription.Status.LEFT)

    def receiving(self):
        """Return whom an issue goes to now: the one owner of who gets mail."""
        # Asked reader by reader: a list of them all would be made anew for each letter that goes out.
        reading = Subscriber.objects.reading().filter(pk=OuterRef("subscriber"))
        return self.confirmed().filter(Exists(reading))

    def leave(self):
        """Leave what still stands, all at one moment; what was left before keeps its moment."""
        return self.standing().update(status=Subscription.Status.LEFT, left_at=timezone.now())

    def left_last(self):
        """Return what was left together by the latest click, if that was less than a day ago."""
        lately = self.left().filter(left_at__gt=timezone.now() - TIME_TO_UNDO)
        return lately.filter(left_at=lately.aggregate(last=Max("left_at"))["last"])


class Subscription(models.Model):
    """One reader on one list; the row says with which words, where and when consent was given."""

    class Status(models.TextChoices):
        PENDING = "pending", _("not confirmed yet")
        CONFIRMED = "confirmed", _("confirmed")
        LEFT = "left", _("left")

    subscriber = models.ForeignKey(
        Subscriber, models.CASCADE, related_name="subscriptions", verbose_name=_("subscriber")
    )
    newsletter = models.ForeignKey(
        Newsletter, models.PROTECT, related_name="subscriptions", verbose_name=_("newsletter")
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.PENDING
    )
    cadence = models.CharField(
        _("how often"), max_length=6, choices=Cadence.choices, default=Cadence.DAILY
    )
    wording = models.TextField(_("asked with these words"))
    page = models.CharField(_("asked on this page"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    left_at = models.DateTimeField(_("left"), null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["newsletter__position", "newsletter__name", "pk"]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "newsletter"], name="on_a_list_once"),
            models.CheckConstraint(
                name="subscription_times_fit_its_status",
                condition=Q(status="pending", confirmed_at__isnull=True, left_at__isnull=True)
                | Q(status="confirmed", confirmed_at__isnull=False, left_at__isnull=True)
                | Q(status="left", left_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["newsletter", "status", "-subscriber"], name="readers_of_a_list"),
            models.Index(fields=["status", "-subscriber"], name="readers_of_a_status"),
        ]

    def __str__(self):
        return f"{self.newsletter}: {self.get_status_display()}"

    def may_be_asked(self, *, again):
        """Whether an ask writes new words here: not on a yes, on a waiting one only `again`."""
        if self.status == self.Status.CONFIRMED:
            return False
        return again or self.pk is None or self.status == self.Status.LEFT

    def ask(self, wording, page):
        """Begin again with new words of consent; nothing of an earlier consent remains."""
        self.status = self.Status.PENDING
        self.wording, self.page = wording, page
        self.asked_at, self.confirmed_at, self.left_at = timezone.now(), None, None
        self.save()

    def confirm(self):
        self.status, self.confirmed_at, self.left_at = self.Status.CONFIRMED, timezone.now(), None
        self.save(update_fields=["status", "confirmed_at", "left_at"])

    def undo(self):
        """Be again what it was before it was left."""
        self.status = self.Status.CONFIRMED if self.confirmed_at else self.Status.PENDING
        self.left_at = None
        self.save(update_fields=["status", "left_at"])
