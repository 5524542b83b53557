"""Pictures: the upload stays private, readers get renditions that we made."""

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def _originals():
    return storages["originals"]


class Picture(models.Model):
    """A picture with its words; `focal_x` and `focal_y` are percent from the left and the top.

    Renditions are WebP files cut to 16:10 around the focal point, one per width in `widths`,
    written by `articles.pictures.render`; their address changes when their content does.
    """

    original = models.FileField(_("file"), storage=_originals, upload_to="pictures/%Y/%m/")
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, %"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, %"), default=50, validators=[MaxValueValidator(100)]
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    stem = models.CharField(max_length=80, editable=False, blank=True)
    widths = models.JSONField(editable=False, default=list)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return self.alt or self.caption or self.original.name

    def address(self, width: int) -> str:
        """Return the address of the rendition that is `width` pixels wide."""
        return settings.MEDIA_URL + self.address_in_storage(width)

    def address_in_storage(self, width: int) -> str:
        return f"{self.stem}-{width}.webp"

    @property
    def share_address(self) -> str:
        """Return the address of the 1200 x 630 JPEG that other sites show beside a link."""
        return settings.MEDIA_URL + self.share_in_storage

    @property
    def share_in_storage(self) -> str:
        return f"{self.stem}-share.jpg"

    def at_most(self, width: int) -> str:
        """Return the address of the widest rendition that is not wider than `width`, or of the smallest."""
        return self.address(max((w for w in self.widths if w <= width), default=self.widths[0]))

    def srcset(self, *wanted: int) -> str:
        """Return the `srcset` of those of the `wanted` widths that exist (a picture is never made larger)."""
        return ",".join(f"{self.address(w)} {w}w" for w in self.widths if w in wanted)
