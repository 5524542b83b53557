"""Which stories stand beside a story."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Pick(models.Model):
    """An editor's pick for You May Also Like under one story."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="picks")
    other = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="+", verbose_name=_("story")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("pick for You May Also Like")
        verbose_name_plural = _("picks for You May Also Like")
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="picked_once"),
            models.CheckConstraint(condition=~Q(article=F("other")), name="never_picks_itself"),
        ]

    def __str__(self):
        return str(self.other)


class Related(models.Model):
    """A similar story, chosen when one of the two was saved; the nearest has the highest score."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="related")
    other = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    score = models.FloatField()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="related_once"),
            models.CheckConstraint(
                condition=~Q(article=F("other")), name="never_related_to_itself"
            ),
        ]

    def __str__(self):
        return f"{self.other} beside {self.article}"
