"""The ledger: one row for each reader of each issue, from the start of a send to its end."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsletter.models.issue import Issue
from newsletter.models.subscriber import Subscriber

LEASE = timedelta(minutes=5)  # a sender that has said nothing of a row for longer is gone


class DeliveryQuerySet(models.QuerySet):
    def open(self):
        """Return what still goes out, or may be going out at this moment."""
        return self.filter(status__in=Delivery.OPEN)

    def due(self):
        """Return what waits for a sender, and whose time has come."""
        return self.filter(status=Delivery.Status.QUEUED, due_at__lte=Now())

    def lapsed(self, status):
        """Return what a sender has in hand that has not been heard of since."""
        # By the issue, which an index carries already: another one would change with each letter that goes.
        begun = Issue.objects.filter(status__in=Issue.WITH_LEDGER).exclude(status=Issue.Status.SENT)
        return self.filter(issue__in=begun, status=status, claimed_at__lt=Now() - LEASE)

    def behind(self, others):
        """Return what is not as far on its way as one of these others with the same issue."""
        gone = Q(issue__in=others.filter(status__in=Delivery.GONE).values("issue"))
        goes = Q(issue__in=others.open().values("issue")) & ~Q(status__in=Delivery.OPEN)
        return self.exclude(status__in=Delivery.GONE).filter(gone | goes)

    def part(self):
        """Take their reader's name from them, and what else says whose they are; what waits goes to nobody."""
        self.filter(status__in=[Delivery.Status.QUEUED, Delivery.Status.CLAIMED]).update(
            status=Delivery.Status.DROPPED
        )
        return self.update(subscriber=None, answer="")  # mail servers repeat the address

    def release(self):
        """Put back into the queue what a sender has taken and not begun to hand over."""
        taken = self.filter(status=Delivery.Status.CLAIMED)
        return taken.update(status=Delivery.Status.QUEUED, claim="")

    def counts(self) -> dict[str, int]:
        """Return how many stand where; every status is named."""
        counted = self.order_by().values_list("status").annotate(Count("pk"))
        return dict.fromkeys(Delivery.Status.values, 0) | dict(counted)


class Delivery(models.Model):
    """One issue for one reader. The reader's name leaves the row when the reader is erased."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("queued")
        CLAIMED = "claimed", _("taken by a sender")
        HANDOVER = "handover", _("being handed over")
        SENT = "sent", pgettext_lazy("delivery", "sent")
        IN_DOUBT = "doubt", _("in doubt")
        BOUNCED = "bounced", _("came back")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("not wanted any more")
        CANCELLED = "cancelled", _("cancelled")

    OPEN = [Status.QUEUED, Status.CLAIMED, Status.HANDOVER]
    GONE = [Status.HANDOVER, Status.SENT, Status.IN_DOUBT]

    issue = models.ForeignKey(
        Issue,
        models.PROTECT,
        related_name="deliveries",
        verbose_name=pgettext_lazy("of a newsletter", "issue"),
    )
    subscriber = models.ForeignKey(
        Subscriber,
        models.SET_NULL,
        null=True,
        related_name="deliveries",
        verbose_name=_("subscriber"),
    )
    language = models.CharField(_("language"), max_length=3)
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.QUEUED
    )
    claim = models.CharField(max_length=40, blank=True)
    claimed_at = models.DateTimeField(_("taken"), null=True)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    handed_over_at = models.DateTimeField(_("handed over"), null=True)
    sent_at = models.DateTimeField(pgettext_lazy("delivery", "sent"), null=True)
    answer = models.CharField(_("answer of the mail server"), max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscriber"], name="one_mail_each"),
            models.CheckConstraint(
                name="delivery_times_fit_its_status",
                condition=(~Q(status="sent") | Q(sent_at__isnull=False))
                & (~Q(status__in=["claimed", "handover"]) | Q(claimed_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["issue", "due_at", "id"],
                condition=Q(status="queued"),
                name="queue_of_an_issue",
            ),
            models.Index(fields=["issue", "status", "id"], name="deliveries_of_an_issue"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def come_back(self):
        """Note that a mail server sent it back; what has not left, or has been settled, stays as it is."""
        gone = Delivery.objects.filter(pk=self.pk, status__in=self.GONE)
        gone.update(status=self.Status.BOUNCED)
