"""What a writer answers to a decision."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.decision import Decision

LONGEST_OBJECTION = 2_000


class Objection(models.Model):
    """What the writer of a comment answers to a decision whose reason was mailed, once."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="objection")
    words = models.TextField(_("in the writer's words"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("answer of a writer")
        verbose_name_plural = _("answers of writers")

    def __str__(self):
        return self.words[:60]
