"""What the paper is called and how it looks."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import FileExtensionValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.models.banner import Banner
from newsroom.models.closing import ClosingField
from newsroom.models.language import Language
from newsroom.models.menu import MenuItem
from newsroom.press import colour, memory
from newsroom.press.prepared import Prepared

PAPER_LIGHT, PAPER_DARK = "#fffdf8", "#171613"  # the page's background by day and by night
colour_name = RegexValidator(r"^#[0-9a-f]{6}\Z", _("Enter a colour like #8c1c1c."))

LARGEST_LOGO = 20 * 1024  # bytes, for it stands on every page
UNSAID = {"comments_close_after"}  # what no page says of the paper
DASHES = [("—", "—"), ("–", "–"), ("--", "--")]  # between a dateline and the first words


class Masthead(models.Model):
    """How the paper presents itself: exactly one row, edited in the admin."""

    name = models.CharField(_("name"), max_length=80, default="The Newsroom")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    language = models.CharField(
        _("language of the front page"),
        max_length=3,
        choices=Language.choices,
        default=Language.ENGLISH,
    )
    logo = models.FileField(
        _("logo"),
        upload_to="masthead/",
        blank=True,
        help_text=_("SVG, PNG or WebP, at most 20 KB."),
    )
    logo_alt = models.CharField(_("logo in words"), max_length=120, blank=True)
    brand_light = models.CharField(
        _("brand colour by day"), max_length=7, default="#8c1c1c", validators=[colour_name]
    )
    brand_dark = models.CharField(
        _("brand colour by night"), max_length=7, default="#f0a092", validators=[colour_name]
    )
    default_dash = models.CharField(
        _("dash after a dateline"),
        max_length=2,
        choices=DASHES,
        default="—",
    )
    footer = models.CharField(_("line in the footer"), max_length=300, blank=True)
    postal_address = models.CharField(
        _("postal address"),
        max_length=200,
        blank=True,
        help_text=_("Stands below every newsletter: the law of many countries asks for it."),
    )
    comments_close_after = ClosingField(
        help_text=_("Days after publication; sections and stories may differ. Empty: never.")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("masthead")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="masthead_is_one_row"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "Masthead":
        """Return the paper's masthead with its menus, the defaults for a paper that has said nothing yet."""
        menu = _menu()
        paper = menu[0].masthead if menu else next(iter(_without_menu()), None) or cls(pk=1)
        paper.menu = menu
        if getattr(menu[0] if menu else paper, "news_break", False):
            paper.banners = list(Banner.objects.standing())
        return paper

    @classmethod
    def as_printed(cls) -> "Masthead":
        """Return the masthead for a page: the one that all pages of this edition carry."""
        return memory.per_edition("masthead", cls.current)

    def clean(self):
        _refuse_unreadable("brand_light", self.brand_light, PAPER_LIGHT)
        _refuse_unreadable("brand_dark", self.brand_dark, PAPER_DARK)

    @cached_property
    def menu(self):
        return [] if self._state.adding else list(self.menu_items.all())

    @cached_property
    def shows(self) -> tuple:
        """All that pages say of the paper, its menus and its banners: two equal ones look the same."""
        return tuple(map(_values, (self, *self.menu, *self.banners)))

    @cached_property
    def says(self) -> tuple:
        """All that pages say of the paper itself, its menus and its banners aside."""
        return tuple(
            str(getattr(self, field.attname))
            for field in self._meta.concrete_fields
            if field.name not in UNSAID
        )

    @cached_property
    def banners(self):
        """The banners whose time it is, the last that began first; `current` fills them in."""
        return []

    @property
    def main_menu(self):
        return [item for item in self.menu if item.place == MenuItem.Place.MAIN]

    @cached_property
    def addresses_in_menu(self):
        return {*(item.address for item in self.main_menu), reverse("search")}

    @property
    def footer_menu(self):
        return [item for item in self.menu if item.place == MenuItem.Place.FOOTER]


def _and_whether_news_break(rows):
    """Let the rows say whether there is a banner to ask for: most of the time there is none."""
    return rows.annotate(news_break=models.Exists(Banner.objects.standing()))


def _values(row):
    return type(row), *(str(getattr(row, field.attname)) for field in row._meta.concrete_fields)


_menu = Prepared(lambda: _and_whether_news_break(MenuItem.objects.select_related("masthead")))
_without_menu = Prepared(lambda: _and_whether_news_break(Masthead.objects.all()))


def refuse_logo(file: File) -> None:
    """Raise ValidationError for what cannot be the logo of the paper."""
    FileExtensionValidator(["svg", "png", "webp"])(file)
    if file.size > LARGEST_LOGO:
        raise ValidationError(
            _("The logo may have 20 KB at most; this file has %d KB.") % (file.size // 1024)
        )


def _refuse_unreadable(field, brand, paper):
    ratio = colour.contrast(brand, paper)
    if ratio >= 4.5:
        return
    message = _(
        "%(brand)s on %(paper)s has a contrast of %(ratio)s:1, text needs 4.5:1. "
        "The nearest colour that can be read is %(nearest)s."
    )
    values = {
        "brand": brand,
        "paper": paper,
        "ratio": f"{ratio:.2f}",
        "nearest": colour.nearest_passing(brand, paper),
    }
    raise ValidationError({field: ValidationError(message, params=values)})
