"""Who writes comments: an address, and whether its owner has shown that it is theirs."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.models import Language


class WriterQuerySet(models.QuerySet):
    def confirmed(self):
        """Return those whose owners followed a mailed link: we may write to them, and they may say what they like."""
        return self.filter(confirmed_at__isnull=False)

    def due(self, letter, pause, now):
        """Return those to whom no letter of this kind went within the pause."""
        never, long_ago = {f"{letter}__isnull": True}, {f"{letter}__lte": now - pause}
        return self.filter(Q(**never) | Q(**long_ago))


class Writer(models.Model):
    """An address in the spelling that comments keep; only a confirmed one gets a word that somebody typed."""

    email = models.EmailField(_("email"), max_length=254, unique=True)
    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, default=Language.ENGLISH
    )
    created_at = models.DateTimeField(_("first asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    link_posted_at = models.DateTimeField(_("last letter with a link"), null=True, blank=True)
    question_posted_at = models.DateTimeField(_("last question"), null=True, blank=True)

    objects = WriterQuerySet.as_manager()

    class Meta:
        verbose_name = _("writer of comments")
        verbose_name_plural = _("writers of comments")
        indexes = [
            models.Index(
                fields=["created_at"],
                name="writers_unconfirmed",
                condition=Q(confirmed_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def claim(self, letter: str, pause: timedelta) -> bool:
        """Take the right to post one letter of a kind: won once in `pause`, whoever else tries."""
        now = timezone.now()
        mine = Writer.objects.filter(pk=self.pk).due(letter, pause, now)
        return mine.update(**{letter: now}) == 1

    def confirm(self) -> None:
        """Keep that the owner showed the address to be theirs; again is no error and keeps the first moment."""
        now = timezone.now()
        if Writer.objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=now):
            self.confirmed_at = now
