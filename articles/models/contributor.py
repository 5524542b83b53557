"""Who stands in a byline."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.models import Language
from newsroom.press import links


class Contributor(models.Model):
    """A public byline: a writer, a photographer or an agency, with or without a login."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("login"),
    )
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("Culture editor"))
    bio = models.TextField(_("about"), blank=True)
    picture = models.ForeignKey(
        "articles.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, default=Language.ENGLISH
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        indexes = [models.Index(fields=["name", "id"], name="contributors_desk")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return links.of_slug("author_detail", self.slug)
