"""What the paper asks of a comment before readers see it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Rules(models.Model):
    """The rules by which comments are screened: exactly one row, edited at the desk."""

    class Hold(models.TextChoices):
        EVERYONE = "everyone", _("every comment")
        FIRST = "first", _("the first of an address, until one of its comments was approved")
        NOBODY = "nobody", _("none, but for the rules below")

    class Blocked(models.TextChoices):
        WAITS = Comment.Status.PENDING.value, _("waits")
        IS_SPAM = Comment.Status.SPAM.value, _("is spam")

    hold = models.CharField(
        _("waits for an editor"), max_length=8, choices=Hold.choices, default=Hold.FIRST
    )
    trusted_addresses = models.TextField(
        _("trusted addresses"),
        blank=True,
        help_text=_("One to a line. What they send does not wait, unless a rule below stops it."),
    )
    hold_colleagues = models.BooleanField(
        _("A colleague’s address waits"),
        default=True,
        help_text=_(
            "When somebody types it in public. Colleagues answer from the desk, so it is most likely somebody else."
        ),
    )
    blocked_words = models.TextField(
        _("blocked words"),
        blank=True,
        help_text=_(
            "One to a line, small or capital, with և or եւ alike. Whole words, or with * the beginning of a word: "
            "casino* stops casinos too. Sought in the comment, the name and the website."
        ),
    )
    blocked_become = models.CharField(
        _("a comment with one"), max_length=8, choices=Blocked.choices, default=Blocked.WAITS
    )
    links_allowed = models.PositiveSmallIntegerField(
        _("links allowed"),
        default=2,
        validators=[MaxValueValidator(100)],
        help_text=_("A comment with more waits."),
    )
    sources_kept = models.PositiveSmallIntegerField(
        _("network addresses kept for"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Days, 365 at most. Then we forget where a comment was sent from."),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("rules for comments")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="comment_rules_are_one_row"),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    def forget(self, address: str) -> None:
        """Trust an address no more whose owner had everything erased."""
        trusted = self.trusted_addresses.split()
        kept = [each for each in trusted if each != address.casefold()]
        if kept != trusted:
            self.trusted_addresses = "\n".join(kept)
            self.save(update_fields=["trusted_addresses"])

    @classmethod
    def current(cls) -> "Rules":
        """Return the rules, the defaults where nobody has set any."""
        return cls.objects.first() or cls(pk=1)
