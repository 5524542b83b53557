"""What was put right."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.timeline import TimelineQuerySet
from newsroom.press import moment as now


class CorrectionQuerySet(TimelineQuerySet):
    moment = "listed_at"

    def published(self):
        """Return the notes under stories that readers may see."""
        return self.filter(is_listed=True, listed_at__lte=now.in_question())

    def follow(self):
        """List the notes of ready stories and no others, from when readers have both the story and the note."""
        story = Article.objects.filter(pk=OuterRef("article"))
        since = Coalesce(story.values("published_at"), F("noted_at"))
        return self.update(is_listed=Exists(story.ready()), listed_at=Greatest("noted_at", since))

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
    shows_change = models.BooleanField(
        _("readers may see what changed"),
        default=False,
        help_text=_(
            "In headline, deck and text, between the version with this note and the one before."
        ),
    )
    # The version of the story that came with the note.
    version = models.ForeignKey(
        "articles.HistoricalArticle", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # Where the story stands, kept here so that one index holds the notes that readers have in their order.
    is_listed = models.BooleanField(editable=False, default=False)
    listed_at = models.DateTimeField(editable=False, default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["noted_at", "pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [
            models.Index(
                fields=["-listed_at", "-id"],
                name="corrections_listed",
                condition=Q(is_listed=True),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"

    def save(self, *args, **kwargs):
        if self._state.adding and self.version is None:
            self.version = self.article.history.order_by("-history_id").first()
        super().save(*args, **kwargs)
        Correction.objects.filter(pk=self.pk).follow()
