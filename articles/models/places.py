"""Where a story is found: its listings, and the addresses it once had."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.press import moment


class PlacementQuerySet(models.QuerySet):
    def published(self):
        """Return the listings of stories that readers may see: a story is listed only while it is ready."""
        return self.filter(published_at__lte=moment.in_question())


class Placement(models.Model):
    """That a ready story is listed in one place: in a section, under a tag or by a contributor."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="placements")
    # Each is found through the index below that begins with it.
    section = models.ForeignKey(
        "articles.Section", models.CASCADE, null=True, related_name="placements", db_index=False
    )
    tag = models.ForeignKey(
        "articles.Tag", models.CASCADE, null=True, related_name="placements", db_index=False
    )
    contributor = models.ForeignKey(
        "articles.Contributor", models.CASCADE, null=True, related_name="placements", db_index=False
    )
    # The story's own time, kept here so that one index holds a place with its order.
    published_at = models.DateTimeField()
    # The section together with the story's language, where it is listed in one. In one word: of two columns
    # PostgreSQL, which plans a question once for all languages, would take the section and pass by the others.
    shelf = models.CharField(max_length=24, null=True)  # noqa: DJ001 - an index has only what is one

    objects = PlacementQuerySet.as_manager()

    class Meta:
        # A place, then the order in which its page prints: a page is a short walk along the index.
        indexes = [
            models.Index(
                fields=["section", "-published_at", "-article"],
                name="listed_in_section",
                condition=Q(section__isnull=False),
            ),
            models.Index(
                fields=["shelf", "-published_at", "-article"],
                name="listed_on_shelf",
                condition=Q(shelf__isnull=False),
            ),
            models.Index(
                fields=["tag", "-published_at", "-article"],
                name="listed_under_tag",
                condition=Q(tag__isnull=False),
            ),
            models.Index(
                fields=["contributor", "-published_at", "-article"],
                name="listed_by_contributor",
                condition=Q(contributor__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "article"],
                name="listed_once_per_section",
                condition=Q(section__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["tag", "article"],
                name="listed_once_per_tag",
                condition=Q(tag__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["contributor", "article"],
                name="listed_once_per_contributor",
                condition=Q(contributor__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(section__isnull=False, tag__isnull=True, contributor__isnull=True)
                | Q(section__isnull=True, tag__isnull=False, contributor__isnull=True)
                | Q(section__isnull=True, tag__isnull=True, contributor__isnull=False),
                name="listed_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(section__isnull=False, shelf__isnull=False)
                | Q(section__isnull=True, shelf__isnull=True),
                name="listed_on_a_shelf_of_a_section",
            ),
        ]

    def __str__(self):
        return f"{self.article} in {self.section or self.tag or self.contributor}"

    @staticmethod
    def shelf_of(section: int, language: str) -> str:
        """Return the shelf of a section on which the stories of a language stand."""
        return f"{section}:{language}"


class OldSlug(models.Model):
    """A slug that a story once had; its address leads to the story for ever."""

    slug = models.SlugField(_("former slug"), max_length=120, unique=True)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="old_slugs", verbose_name=_("article")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("former address of a story")
        verbose_name_plural = _("former addresses of stories")

    def __str__(self):
        return self.slug


class FormerSlug(models.Model):
    """A slug that a section, a tag or a contributor once had; its address leads there until another one has it."""

    slug = models.SlugField(max_length=100)
    section = models.ForeignKey(
        "articles.Section", models.CASCADE, null=True, related_name="former_slugs"
    )
    tag = models.ForeignKey("articles.Tag", models.CASCADE, null=True, related_name="former_slugs")
    contributor = models.ForeignKey(
        "articles.Contributor", models.CASCADE, null=True, related_name="former_slugs"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], name="former_section", condition=Q(section__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["slug"], name="former_tag", condition=Q(tag__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["slug"], name="former_contributor", condition=Q(contributor__isnull=False)
            ),
        ]

    def __str__(self):
        return self.slug
