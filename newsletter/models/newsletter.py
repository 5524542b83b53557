"""The newsletters that the paper offers."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.models import Language


class NewsletterQuerySet(models.QuerySet):
    def public(self):
        """Return what readers may sign up for: the one owner of a newsletter's visibility."""
        return self.filter(is_public=True)


class Newsletter(models.Model):
    """A list that readers sign up for. Save it through `newsletter.lists.save`: every page shows it."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    description = models.CharField(
        _("what it brings"), max_length=300, blank=True, help_text=_("One or two sentences.")
    )
    frequency = models.CharField(
        _("how often"), max_length=80, blank=True, help_text=_("Every weekday at seven")
    )
    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, default=Language.ENGLISH
    )
    is_public = models.BooleanField(
        _("offered to readers"),
        default=True,
        help_text=_("A list that is no longer offered keeps its readers."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = NewsletterQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "pk"]
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("issue_list", args=[self.slug])
