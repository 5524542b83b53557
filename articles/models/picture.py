"""Pictures: the upload stays private, readers get renditions that we made."""

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.press import moment


def _originals():
    return storages["originals"]


class PictureQuerySet(models.QuerySet):
    def visible(self):
        """Return what readers may see now, by the database's clock, or at the moment that an editor looks at."""
        return self.filter(Q(rights_until=None) | Q(rights_until__gt=moment.in_question()))

    def over(self):
        """Return the pictures that readers no longer get, because we may no longer show them."""
        return self.filter(rights_until__lte=Now())


class Picture(models.Model):
    """A picture with its words; `focal_x` and `focal_y` are percent from the left and the top.

    Renditions are WebP files cut to 16:10 around the focal point, one per width in `widths`, and those of the
    whole picture where it has another shape, one per width in `whole`. `avif` says whether each is there as AVIF
    too: None until that was tried, False where it would be no smaller. Written by `articles.pictures.render`;
    their address changes when their content does.

    A picture whose rights are over has no widths for anyone who reads its row, and so stands on no page.
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
    rights = models.CharField(
        _("rights"),
        max_length=250,
        blank=True,
        help_text=_("Whose it is and on which terms we have it; readers do not see this."),
    )
    rights_until = models.DateTimeField(
        _("rights end"),
        null=True,
        blank=True,
        help_text=_("From this moment on readers no longer get the picture, anywhere."),
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, %"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, %"), default=50, validators=[MaxValueValidator(100)]
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    stem = models.CharField(max_length=80, editable=False, blank=True, db_index=True)
    widths = models.JSONField(editable=False, default=list)
    whole = models.JSONField(editable=False, default=list)
    avif = models.BooleanField(editable=False, null=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [
            models.Index(
                fields=["rights_until"],
                condition=Q(rights_until__isnull=False),
                name="pictures_rights_end",
            )
        ]

    def __str__(self):
        return self.alt or self.caption or self.original.name

    @classmethod
    def from_db(cls, db, field_names, values):
        picture = super().from_db(db, field_names, values)
        if picture.__dict__.get("rights_until") and picture.is_over:
            picture.widths, picture.whole, picture.avif = [], [], None
        return picture

    @property
    def is_over(self) -> bool:
        """Say whether we may no longer show the picture, at the moment of the page that is made."""
        return self.rights_until is not None and self.rights_until <= moment.now()

    def address(self, width: int) -> str:
        """Return the address of the rendition that is `width` pixels wide."""
        return f"{settings.MEDIA_URL}{self.stem}-{width}.webp"

    @property
    def share_address(self) -> str:
        """Return the address of the 1200 x 630 JPEG that other sites show beside a link."""
        return settings.MEDIA_URL + self.share_in_storage

    @property
    def share_in_storage(self) -> str:
        return f"{self.stem}-share.jpg"

    def at_most(self, width: int) -> str:
        """Return the address of the widest rendition that is not wider than `width`, or of the smallest."""
        return self.address(_widest(self.widths, width))

    @property
    def smallest(self) -> str:
        """Return the address of the smallest rendition."""
        return self.at_most(0)

    def srcset(self, *wanted: int, kind: str = "webp") -> str:
        """Return the `srcset` of those of the `wanted` widths that exist (a picture is never made larger)."""
        return self._set("", [width for width in self.widths if width in wanted], kind)

    def whole_at_most(self, width: int) -> str:
        """Return the address of a rendition of the whole picture, not wider than `width` where there is one."""
        if not self.whole:
            return self.at_most(width)
        return f"{settings.MEDIA_URL}{self.stem}-w{_widest(self.whole, width)}.webp"

    def whole_srcset(self, *wanted: int, kind: str = "webp") -> str:
        """Return the `srcset` of the whole picture, in those of the `wanted` widths that exist."""
        if not self.whole:
            return self.srcset(*wanted, kind=kind)
        return self._set("w", [width for width in self.whole if width in wanted], kind)

    def whole_height(self, width: int) -> int:
        """Return how high the whole picture is when it is so wide."""
        if not self.whole:
            return max(1, width * 10 // 16)
        return max(1, round(width * self.height / self.width))

    def _set(self, mark, widths, kind):
        address = f"{settings.MEDIA_URL}{self.stem}-{mark}"
        return ",".join(f"{address}{width}.{kind} {width}w" for width in widths)


def _widest(widths, most):
    return max((width for width in widths if width <= most), default=widths[0])
