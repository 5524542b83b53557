"""Sections and tags: where a story stands in the paper and what it is about."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.models import ClosingField, Language
from newsroom.press import links

DEEPEST = 4  # levels of sections, far more than a menu can show


class Section(models.Model):
    """A part of the paper in one language; sections may stand inside one another."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("inside"),
    )
    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, default=Language.ENGLISH
    )
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    comments_close_after = ClosingField(
        help_text=_("Days after publication; as in the whole paper when left empty, never when 0.")
    )
    on_front = models.BooleanField(_("has a block on the front page"), default=True)

    class Meta:
        ordering = ["position", "name", "pk"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return links.of_slug("section_detail", self.slug)

    def clean(self):
        outer = self.parent.lineage() if self.parent else []
        if self in outer:
            raise ValidationError({"parent": _("A section cannot stand inside itself.")})
        if len(outer) >= DEEPEST:
            raise ValidationError({"parent": _("Sections stand four levels deep at most.")})

    def lineage(self) -> list["Section"]:
        """Return this section and those it stands in, innermost first."""
        line: list[Section] = []
        section: Section | None = self
        while section and len(line) <= DEEPEST:
            line.append(section)
            section = section.parent
        return line


class Tag(models.Model):
    """A topic that stories of any section share."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, default=Language.ENGLISH
    )
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        indexes = [
            models.Index(fields=["name", "id"], name="tags_desk"),
            models.Index(fields=["language", "name", "id"], name="tags_desk_language"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return links.of_slug("topic_detail", self.slug)
