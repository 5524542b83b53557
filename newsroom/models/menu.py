"""What the menus of the paper lead to."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.models.language import Language

is_address = RegexValidator(
    r"^(/(?!/)|https?://)\S*\Z", _("Enter an address that begins with / or https://.")
)


class MenuItem(models.Model):
    """One line of a menu: a label and the address it leads to."""

    class Place(models.TextChoices):
        MAIN = "main", _("under the name")
        FOOTER = "footer", _("in the footer")

    masthead = models.ForeignKey("newsroom.Masthead", models.CASCADE, related_name="menu_items")
    place = models.CharField(_("place"), max_length=6, choices=Place.choices, default=Place.MAIN)
    label = models.CharField(_("label"), max_length=60)
    address = models.CharField(
        _("address"),
        max_length=300,
        help_text=_("On this site: /section/culture/. Elsewhere: https://example.org/"),
        validators=[is_address],
    )
    language = models.CharField(_("language"), max_length=3, choices=Language.choices, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["place", "position", "pk"]
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")

    def __str__(self):
        return self.label
