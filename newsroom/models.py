"""The ground of the house: who works here, what the paper is called, what came from elsewhere."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from newsroom.press import colour, memory, moment
from newsroom.press.prepared import Prepared

PAPER_LIGHT, PAPER_DARK = "#fffdf8", "#171613"  # the page's background by day and by night
colour_name = RegexValidator(r"^#[0-9a-f]{6}\Z", _("Enter a colour like #8c1c1c."))

is_address = RegexValidator(
    r"^(/(?!/)|https?://)\S*\Z", _("Enter an address that begins with / or https://.")
)

LONGEST_OPEN = 3650  # days

DASHES = [("—", "—"), ("–", "–"), ("--", "--")]  # between a dateline and the first words


class ClosingField(models.PositiveSmallIntegerField):
    """For how many days a story takes comments: 0 for ever, None as whatever stands around it says."""

    def __init__(self, *args, **kwargs):
        usual = {"verbose_name": _("comments close after"), "null": True, "blank": True}
        usual["validators"] = [MaxValueValidator(LONGEST_OPEN)]
        super().__init__(*args, **usual | kwargs)


class Language(models.TextChoices):
    """The languages that a story, a section or a page can be written in."""

    ENGLISH = "en", "English"
    ARMENIAN = "hy", "Հայերեն"
    WESTERN_ARMENIAN = "hyw", "Արեւմտահայերէն"


class User(AbstractUser):
    """Someone who works in the newsroom; a password that was handed out lasts until the first login."""

    class DeskLanguage(models.TextChoices):
        """What the desk can speak; to whom nothing is said here it speaks as the browser asks."""

        ENGLISH = "en", "English"
        ARMENIAN = "hy", "Հայերեն"

    must_change_password = models.BooleanField(_("must change password"), default=False)
    desk_language = models.CharField(
        _("language of the desk"), max_length=2, choices=DeskLanguage.choices, blank=True
    )
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)  # how often

    def save(self, *args, update_fields=None, **kwargs):
        """Save; whoever may not log in any more is not logged in anywhere either, not even when they come back."""
        if not self.is_active:
            self.sessions_ended += 1
            update_fields = update_fields and {*update_fields, "sessions_ended"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def end_sessions(self):
        """Log this person out of every browser."""
        self.sessions_ended += 1
        self.save(update_fields=["sessions_ended"])

    def _get_session_auth_hash(self, secret=None):
        bound_to = f"{self.password} {self.sessions_ended}"
        return salted_hmac(
            "newsroom.session", bound_to, secret=secret, algorithm="sha256"
        ).hexdigest()

    def set_password(self, raw_password):
        super().set_password(raw_password)
        self.must_change_password = False

    def set_temporary_password(self, raw_password):
        """Set a password that opens nothing but the page on which it is changed."""
        self.set_password(raw_password)
        self.must_change_password = True


class Session(AbstractBaseSession):
    """A browser in which somebody is logged in; the key is a digest of what its cookie says."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")

    def __str__(self):
        return f"{self.expire_date:%Y-%m-%d %H:%M}"

    @classmethod
    def get_session_store_class(cls):
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")


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
        paper = menu[0].masthead if menu else _and_whether_news_break(cls.objects).first()
        paper = paper or cls(pk=1)
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


class MenuItem(models.Model):
    """One line of a menu: a label and the address it leads to."""

    class Place(models.TextChoices):
        MAIN = "main", _("under the name")
        FOOTER = "footer", _("in the footer")

    masthead = models.ForeignKey(Masthead, models.CASCADE, related_name="menu_items")
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
    masthead = models.ForeignKey(Masthead, models.CASCADE, default=1, editable=False)

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


class Moved(models.Model):
    """What an item of another system became here, so that importing twice changes nothing."""

    source = models.CharField(_("old site"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20)
    old_id = models.CharField(_("id there"), max_length=200)
    new_id = models.BigIntegerField(_("id here"))

    class Meta:
        verbose_name = _("moved item")
        verbose_name_plural = _("moved items")
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "old_id"], name="moved_once"),
        ]

    def __str__(self):
        return f"{self.source} {self.kind} {self.old_id}"
