"""What a colleague who decides about comments is told by mail."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Moderator(models.Model):
    """Whether somebody wants to be told what waits, and when that was done last."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="moderator", verbose_name=_("who")
    )
    wants_mail = models.BooleanField(_("wants mail about what waits"), default=True)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail to a moderator")
        verbose_name_plural = _("mail to moderators")

    def __str__(self):
        return str(self.user)

    def claim(self, due: models.Q) -> bool:
        """Say whether the caller is the one who tells them now: nobody else is until it is `due` again."""
        now: datetime = timezone.now()
        here = Moderator.objects.filter(due, pk=self.pk, wants_mail=True)
        return bool(here.update(told_at=now))
