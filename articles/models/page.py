"""Pages that are no stories: About, Contact, Privacy."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.fields import RichTextField
from newsroom.models import Language


class PageQuerySet(models.QuerySet):
    def public(self):
        """Return what readers may see: the one owner of a page's visibility."""
        return self.filter(is_public=True)


class Page(models.Model):
    """A lasting page at an address of its own, such as `/about/`."""

    path = models.CharField(
        _("path"),
        max_length=120,
        unique=True,
        help_text=_("about stands at /about/, about/history at /about/history/."),
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*\Z",
                _("Use lower-case letters, digits and hyphens, with / between the parts."),
            )
        ],
    )
    title = models.CharField(_("title"), max_length=200)
    body = RichTextField(_("text"), blank=True)
    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, default=Language.ENGLISH
    )
    is_public = models.BooleanField(
        _("public"), default=True, help_text=_("Readers find nothing at its path when unticked.")
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/{self.path}/"
