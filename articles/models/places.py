"""Where a story is found: its listings in sections and the addresses it once had."""

from django.db import models


class Placement(models.Model):
    """That a story is listed in a section: its own, those it also stands in, and the ones around them."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="placements")
    section = models.ForeignKey("articles.Section", models.CASCADE, related_name="placements")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "article"], name="listed_once_per_section")
        ]

    def __str__(self):
        return f"{self.article} in {self.section}"


class OldSlug(models.Model):
    """A slug that a story once had; its address leads to the story for ever."""

    slug = models.SlugField(max_length=120, unique=True)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="old_slugs")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.slug
