"""The tables of the press: the edition, counted requests, the pulse of workers, letters."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """The edition that readers see: one row, moved by every write that changes a public page."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="edition_is_one_row")]

    def __str__(self):
        return str(self.number)


class Hit(models.Model):
    """How often a source, kept as a keyed digest alone, did something in a span of time."""

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


class Pulse(models.Model):
    """The last sign of life of one worker process."""

    worker_id = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.worker_id


class Letter(models.Model):
    """One message to one address, written in the transaction that gave cause for it."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("queued")
        HANDOVER = "handover", _("being handed over")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    # How long to wait after each attempt that failed for the moment; after the last we give up.
    PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]

    template = models.CharField(_("template"), max_length=60)
    language = models.CharField(_("language"), max_length=3, default="en")
    to = models.EmailField(_("to"), max_length=254)
    # What all spellings of `to` share. A process from before an update says nothing of it until it is restarted.
    mailbox = models.CharField(max_length=254, blank=True, default="", db_default="")
    context = models.JSONField(_("what it says"), default=dict)
    headers = models.JSONField(_("headers"), default=dict)
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    claimed_at = models.DateTimeField(_("handed over at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(
                fields=["due_at"], name="letters_due", condition=models.Q(status="queued")
            ),
            models.Index(fields=["status", "-id"], name="letters_desk_status"),
            models.Index(fields=["template", "-id"], name="letters_desk_template"),
            models.Index(fields=["to"], name="letters_desk_to"),
            models.Index(fields=["mailbox", "template"], name="letters_to_a_mailbox"),
        ]

    def __str__(self):
        return f"{self.template} ({self.get_status_display()})"

    @classmethod
    def claim(cls, pk) -> "Letter | None":
        """Return the letter to the one caller that may hand it over, None to everyone else."""
        now = timezone.now()
        waiting = cls.objects.filter(pk=pk, status=cls.Status.QUEUED, due_at__lte=now)
        if not waiting.update(
            status=cls.Status.HANDOVER, claimed_at=now, attempts=models.F("attempts") + 1
        ):
            return None
        return cls.objects.get(pk=pk)

    def mark_sent(self):
        """Record that the mail server took it, and forget what it said (it may hold tokens)."""
        self._become(self.Status.SENT, sent_at=timezone.now(), context={}, error="")

    def mark_failed(self, error):
        """Record why nobody will try again."""
        self._become(self.Status.FAILED, error=str(error))

    def postpone(self, error):
        """Put it back into the queue for later, or give up after the last pause."""
        if self.attempts > len(self.PAUSES):
            return self.mark_failed(error)
        pause = self.PAUSES[self.attempts - 1]
        return self._become(self.Status.QUEUED, due_at=timezone.now() + pause, error=str(error))

    def try_again(self):
        """Put a failed letter back into the queue, as if it had never been tried."""
        if self.status != self.Status.FAILED:
            return
        self._become(self.Status.QUEUED, due_at=timezone.now(), attempts=0, error="")

    def _become(self, status, **values):
        for name, value in {"status": status, **values}.items():
            setattr(self, name, value)
        self.save(update_fields=["status", *values])
