"""Breaking news."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.models.language import Language
from newsroom.models.menu import is_address
from newsroom.press import moment


class BannerQuerySet(models.QuerySet):
    def standing(self):
        """Return the banners whose time it is, by the database's clock."""
        now = moment.in_question()
        return self.filter(begins_at__lte=now, ends_at__gt=now)


class Banner(models.Model):
    """Breaking news above every page of a language, from one moment to another; the last that began stands."""

    words = models.CharField(_("words"), max_length=160)
    address = models.CharField(
        _("leads to"),
        max_length=300,
        blank=True,
        help_text=_("On this site: /2026/11/story/. Elsewhere: https://example.org/"),
        validators=[is_address],
    )
    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, default=Language.ENGLISH
    )
    begins_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"))
    masthead = models.ForeignKey("newsroom.Masthead", models.CASCADE, default=1, editable=False)

    objects = BannerQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_at", "-pk"]
        verbose_name = _("breaking-news banner")
        verbose_name_plural = _("breaking-news banners")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")),
                name="banner_ends_after_it_begins",
                violation_error_message=_("Let the banner end after it begins."),
            ),
        ]

    def __str__(self):
        return self.words
