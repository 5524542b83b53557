"""What was put right."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.timeline import TimelineQuerySet


class CorrectionQuerySet(TimelineQuerySet):
    moment = "noted_at"

    def published(self):
        """Return the notes under stories that readers may see."""
        # Asked note by note, so that a page of notes looks up as many stories and not all there are.
        return self.filter(Exists(Article.objects.published().filter(pk=OuterRef("article"))))

    def for_lists(self):
        """Return notes with what a line in a list of them shows, their stories' texts left where they are."""
        parts = ("headline", "slug", "language", "published_at", "created_at")
        shown = (f"article__{part}" for part in parts)
        return self.select_related("article").only("kind", "text", "noted_at", *shown)


class Correction(models.Model):
    """A note to readers under a story: what was wrong, what was unclear, what is new."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        UPDATE = "update", _("Update")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=13, choices=Kind.choices, default=Kind.CORRECTION)
    text = models.TextField(_("note"))
    noted_at = models.DateTimeField(_("time"), default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["noted_at", "pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [models.Index(fields=["-noted_at", "-id"], name="corrections_newest")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"
