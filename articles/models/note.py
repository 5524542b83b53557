"""What reporters and editors say to each other about a story."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Note(models.Model):
    """A few words to the colleagues about a story; readers never see them."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    text = models.TextField(_("note"), max_length=2000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        indexes = [
            models.Index(fields=["-written_at", "-id"], name="notes_newest"),
            models.Index(fields=["article", "-written_at", "-id"], name="notes_of_article"),
        ]

    def __str__(self):
        return self.text[:60]
