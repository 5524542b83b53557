"""Readers who move to another mailbox."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsletter.models.subscriber import Subscriber

TIME_TO_CONFIRM = timedelta(days=7)


class NewAddress(models.Model):
    """Where a reader wants our mail from now on, until the owner of that mailbox has said yes."""

    subscriber = models.OneToOneField(Subscriber, models.CASCADE, related_name="new_address")
    email = models.EmailField(_("email address"), max_length=254)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True, db_index=True)

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class FormerNumber(models.Model):
    """The number that a reader had before two mailboxes became one: links in old letters still hold it."""

    number = models.BigIntegerField(primary_key=True)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="former_numbers")

    def __str__(self):
        return str(self.number)
