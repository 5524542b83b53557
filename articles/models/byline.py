"""Who did what in a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Byline(models.Model):
    """That a contributor had a part in a story, and which."""

    class Role(models.TextChoices):
        BY = "by", _("by")
        PHOTOGRAPHS = "photos", _("photographs")
        TRANSLATED = "translated", _("translated by")
        AGENCY = "agency", _("agency")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(
        "articles.Contributor",
        models.PROTECT,
        related_name="bylines",
        verbose_name=_("contributor"),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.BY)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "contributor", "role"], name="one_byline_per_role"
            )
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.contributor}"

    @property
    def names_an_author(self) -> bool:
        """Say whether this is who wrote the story, as feeds, cards and search engines name them."""
        return self.role in (self.Role.BY, self.Role.AGENCY)
