"""The mailboxes that we write to."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter.addresses import canonical
from newsroom.models import Language

BETWEEN_LETTERS = timedelta(hours=24)  # between two letters of a kind that anyone can set off


class SubscriberQuerySet(models.QuerySet):
    def hold(self, pk):
        """Return this subscriber, nobody else's to change until the transaction ends, or None."""
        return self.select_for_update().filter(pk=pk).first()

    def reading(self):
        """Return those whose mailbox takes our mail and who have not asked for a pause."""
        awake = Q(paused_until__isnull=True) | Q(paused_until__lte=timezone.now())
        return self.filter(awake, state=Subscriber.State.ACTIVE)

    def never_confirmed(self, before):
        """Return those who have said yes to nothing, and whom nobody has asked for since then."""
        quiet = self.filter(state=Subscriber.State.ACTIVE, created_at__lt=before).exclude(
            confirmation_posted_at__gte=before
        )
        return quiet.exclude(subscriptions__confirmed_at__isnull=False)

    def due(self, letter, now):
        """Return those to whom no letter of this kind went in the last 24 hours."""
        never, long_ago = {f"{letter}__isnull": True}, {f"{letter}__lte": now - BETWEEN_LETTERS}
        return self.filter(Q(**never) | Q(**long_ago))


class Subscriber(models.Model):
    """A mailbox: `canonical` is the same for all its spellings, `email` is the one we write to."""

    class State(models.TextChoices):
        ACTIVE = "active", _("can be written to")
        BOUNCED = "bounced", _("its mail comes back")
        SUPPRESSED = "suppressed", _("must not be written to")

    email = models.EmailField(_("email address"), max_length=254)
    canonical = models.CharField(_("mailbox"), max_length=320, unique=True, editable=False)
    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, default=Language.ENGLISH
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE)
    soft_bounces = models.PositiveSmallIntegerField(
        _("letters that came back in a row"), default=0, editable=False
    )
    paused_until = models.DateTimeField(_("wants no issue before"), null=True, editable=False)
    moved_at = models.DateTimeField(_("came from another mailbox"), null=True, editable=False)
    created_at = models.DateTimeField(_("first asked"), auto_now_add=True)
    confirmation_posted_at = models.DateTimeField(
        _("last confirmation letter"), null=True, editable=False
    )
    preferences_posted_at = models.DateTimeField(
        _("last letter with the link to the preferences"), null=True, editable=False
    )

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        permissions = [("export_subscriber", _("Can take the readers of a list out as a file"))]
        constraints = [
            models.CheckConstraint(condition=~Q(canonical=""), name="subscriber_has_a_mailbox"),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="readers_desk_state")]

    def __str__(self):
        # Not the address: the admin's log keeps this when the reader has been erased.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def can_be_written_to(self):
        return self.state == self.State.ACTIVE

    @property
    def is_paused(self):
        return self.paused_until is not None and self.paused_until > timezone.now()

    def pause(self, weeks):
        self.paused_until = timezone.now() + timedelta(weeks=weeks)
        self.save(update_fields=["paused_until"])

    def resume(self):
        self.paused_until = None
        self.save(update_fields=["paused_until"])

    def move(self, email):
        """Write to another mailbox from now on; what was learnt of the one before counts no more."""
        self.email, self.canonical, self.moved_at = email, canonical(email), timezone.now()
        self.state, self.soft_bounces = self.State.ACTIVE, 0
        self.confirmation_posted_at = self.preferences_posted_at = None
        self.save()

    def claim(self, letter):
        """Take the right to post one letter of a kind: won once in 24 hours, whoever else tries."""
        now = timezone.now()
        mine = Subscriber.objects.filter(pk=self.pk).due(letter, now)
        return mine.update(**{letter: now}) == 1

    def stop_writing(self):
        """Be one whose mail comes back; whoever must not be written to for another reason stays so."""
        if self.can_be_written_to:
            self.state = self.State.BOUNCED
            self.save(update_fields=["state"])

    def came_back_in_a_row(self, count):
        self.soft_bounces = count
        self.save(update_fields=["soft_bounces"])

    def write_again(self):
        self.state, self.soft_bounces = self.State.ACTIVE, 0
        self.save(update_fields=["state", "soft_bounces"])
