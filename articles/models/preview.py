"""Links that show a story to someone before readers have it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAKER_IS_HERE = {"made_by__is_active": True, "made_by__is_staff": True}


class PreviewLinkQuerySet(models.QuerySet):
    def open(self):
        """Return the links that show something still: of colleagues who are still here."""
        return self.lasting().filter(**MAKER_IS_HERE)

    def lasting(self):
        """Return the links that are neither over, by the database's clock, nor taken back, whoever made them.

        One whose maker's account is closed shows something again when that is opened again.
        """
        return self.filter(revoked_at__isnull=True, ends_at__gt=Now())


class PreviewLink(models.Model):
    """That whoever holds a signed address may see a story, until when, and whether it was taken back."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="preview_links", editable=False
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self):
        return f"{self.article_id}: {self.ends_at:%Y-%m-%d %H:%M}"

    @property
    def is_orphaned(self) -> bool:
        """Whether the colleague who made it is no longer here, so that it shows nothing."""
        return self.made_by is None or not (self.made_by.is_active and self.made_by.is_staff)


class PreviewOpening(models.Model):
    """That a link was opened in a minute; by whom is not kept."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField(_("opened"))

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["link", "opened_at"], name="one_opening_a_minute")
        ]

    def __str__(self):
        return f"{self.opened_at:%Y-%m-%d %H:%M}"
