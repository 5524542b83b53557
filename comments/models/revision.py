"""What a comment said before its writer changed it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Revision(models.Model):
    """Words that a comment had until a moment, for the editors and for its writer."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="revisions")
    body = models.TextField(_("comment"))
    until = models.DateTimeField(_("until"), default=timezone.now)

    class Meta:
        ordering = ["-until", "-pk"]
        verbose_name = _("earlier words")
        verbose_name_plural = _("earlier words")

    def __str__(self):
        return self.body[:60]
