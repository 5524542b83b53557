"""What mail servers and readers' mailboxes said about our letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsletter.models.delivery import Delivery
from newsletter.models.subscriber import Subscriber


class BounceQuerySet(models.QuerySet):
    def counted(self):
        """Return what still speaks against a mailbox: nothing that somebody has lifted since."""
        return self.filter(lifted_at__isnull=True)


class Bounce(models.Model):
    """That a letter came back or was called spam; a report that comes twice is one row."""

    class Kind(models.TextChoices):
        HARD = "hard", _("for good")
        SOFT = "soft", _("for now")
        COMPLAINT = "complaint", _("called spam by its reader")
        GOODBYE = "goodbye", _("left at the mail provider")

    LONGEST_TEXT = 500

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="bounces")
    delivery = models.ForeignKey(Delivery, models.SET_NULL, null=True, related_name="bounces")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    code = models.CharField(_("code"), max_length=20, blank=True)
    text = models.CharField(_("what was said"), max_length=LONGEST_TEXT, blank=True)
    event = models.CharField(max_length=100)
    reported_at = models.DateTimeField(_("reported"), auto_now_add=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True)

    objects = BounceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("letter that came back")
        verbose_name_plural = _("letters that came back")
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "kind", "event"], name="bounce_counts_once"
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
