"""The tables of the press: letters to post, counted requests, the number of the edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """The number of the edition that readers see: one row, moved by every write that changes a public page."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="edition_is_one_row")]

    def __str__(self):
        return str(self.number)


class Hit(models.Model):
    """How often a source did something in a span of time; the source is kept as a keyed digest alone."""

    source = models.CharField(max_length=64)
    action = models.CharField(max_length=30)
    span_start = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "source", "span_start"], name="one_count_per_span"
            )
        ]

    def __str__(self):
        return f"{self.action}: {self.count}"


class Letter(models.Model):
    """One message to one address, written in the transaction that gave cause for it and posted afterwards."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("queued")
        HANDOVER = "handover", _("being handed over")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    template = models.CharField(_("template"), max_length=60)
    language = models.CharField(_("language"), max_length=3, default="en")
    to = models.EmailField(_("to"), max_length=254)
    context = models.JSONField(_("what it says"), default=dict)
    headers = models.JSONField(_("headers"), default=dict)
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"))
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(fields=["due_at"], name="letters_due", condition=models.Q(status="queued"))
        ]

    def __str__(self):
        return f"{self.template} ({self.get_status_display()})"
