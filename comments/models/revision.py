"""What a comment said before its writer or an editor changed it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import LONGEST_NAME, Comment


class Revision(models.Model):
    """Words that a comment had until a moment, for the editors and for its writer."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="revisions")
    body = models.TextField(_("comment"))
    until = models.DateTimeField(_("until"), default=timezone.now)
    # Of what an editor changed: who did, with which press, and what else was there before.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    act = models.UUIDField(null=True, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    edited_by_paper = models.BooleanField(_("changed by an editor"), default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["act"], name="revisions_of_an_act", condition=Q(act__isnull=False)
            ),
        ]
        ordering = ["-until", "-pk"]
        verbose_name = _("earlier words")
        verbose_name_plural = _("earlier words")

    def __str__(self):
        return self.body[:60]

    @property
    def is_by_editor(self) -> bool:
        """Say whether an editor changed these words, not their writer."""
        return self.act is not None
