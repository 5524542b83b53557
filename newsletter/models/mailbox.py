"""What is remembered of a mailbox by a keyed digest alone: these tables tell nobody an address."""

from django.db import models, transaction
from django.utils import timezone

from newsletter.addresses import canonical, digests, loose
from newsletter.models.subscriber import BETWEEN_LETTERS


class Question(models.Model):
    """That somebody was asked for a yes: once in 24 hours, however the address is spelled."""

    mailbox = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    @transaction.atomic
    def claim(cls, address: str) -> bool:
        """Take the right to ask the owner of an address: won once in 24 hours, whoever else tries."""
        now, mailbox = timezone.now(), digests(loose(address))[0]
        locked = cls.objects.select_for_update()
        question, is_new = locked.get_or_create(mailbox=mailbox, defaults={"asked_at": now})
        is_due = is_new or question.asked_at <= now - BETWEEN_LETTERS
        if not is_new:  # written in any case: whoever holds a watch learns nothing
            question.asked_at = now if is_due else question.asked_at
            question.save(update_fields=["asked_at"])
        return is_due


class FarewellQuerySet(models.QuerySet):
    def of(self, address: str):
        """Return what is remembered of the mailbox with this address."""
        return self.filter(mailbox__in=digests(canonical(address)))

    def silent(self):
        """Return those to whom nothing may be sent, not even the question whether they want it."""
        return self.filter(is_silent=True)

    def end_silence(self) -> int:
        """Let those be asked again who sign up anew, and return how many they are."""
        return self.silent().update(is_silent=False)


class Farewell(models.Model):
    """A mailbox that was erased, or given up for another: nobody but its owner brings it back."""

    mailbox = models.CharField(max_length=64, unique=True)
    is_silent = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    objects = FarewellQuerySet.as_manager()

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def note(cls, address: str, *, silent: bool) -> None:
        """Remember a mailbox; silence that was asked for once stays."""
        kept = cls.objects.of(address).first() or cls(mailbox=digests(canonical(address))[0])
        kept.is_silent = kept.is_silent or silent
        kept.save()
