"""What editors put on the front of the paper and of its sections, before the newest fill the rest."""

import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.article import Article
from newsroom.models import Language
from newsroom.press import moment

PLACES = 8  # of each front: one lead, two second, a list of five
SECOND = 2


class Front(models.Model):
    """A page whose first places editors may fill: the paper's front in one language, or a section."""

    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, blank=True, editable=False
    )
    section = models.OneToOneField(
        "articles.Section", models.CASCADE, null=True, editable=False, related_name="front"
    )

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = pgettext_lazy("to be arranged by editors", "front pages")
        constraints = [
            models.CheckConstraint(
                condition=(Q(language="") & Q(section__isnull=False))
                | (~Q(language="") & Q(section__isnull=True)),
                name="front_of_a_language_or_a_section",
            ),
            models.UniqueConstraint(
                fields=["language"], condition=Q(section__isnull=True), name="one_front_a_language"
            ),
        ]

    def __str__(self):
        return str(self.section or self.get_language_display())


class SlotQuerySet(models.QuerySet):
    def standing(self):
        """Return the slots that count now, by the database's clock: their time is not over, readers have the story.

        A story that was found to be in another language stands on that one's front no more.
        """
        is_public = Exists(Article.objects.published().filter(pk=OuterRef("article")))
        may_stand = Q(front__language="") | Q(front__language=F("article__language"))
        return self.unended().filter(may_stand, is_public)

    def unended(self):
        """Return the slots whose time is not over."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=moment.in_question()))


class Slot(models.Model):
    """That a story is pinned to one place of a front, for ever or until a moment."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        SECOND = "second", _("Second")
        LIST = "list", pgettext_lazy("a place on the front page", "List")

    front = models.ForeignKey(Front, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField(
        _("place"), validators=[MaxValueValidator(PLACES - 1)]
    )
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="slots")
    until = models.DateTimeField(_("until"), null=True, blank=True)
    twice = models.BooleanField(_("may stand twice"), default=False)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["front", "position"]
        constraints = [
            models.UniqueConstraint(fields=["front", "position"], name="one_story_a_place"),
            models.UniqueConstraint(
                fields=["front", "article"],
                condition=Q(twice=False),
                name="pinned_once_unless_said_so",
            ),
            models.CheckConstraint(condition=Q(position__lt=PLACES), name="slot_is_a_place"),
        ]

    def __str__(self):
        return f"{self.article} at {self.position + 1} of {self.front}"


class FrontChange(models.Model):
    """What editors had put on a front from a moment on, and who it was."""

    front = models.ForeignKey(Front, models.CASCADE, related_name="changes")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    stood = models.JSONField(default=list)  # place, headline, until and "twice" of each slot

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.front}, {self.made_at}"

    @property
    def slots(self) -> list[dict]:
        """What stood where, as a page shows it."""
        return [
            each
            | {
                "role": role_of(each["place"]),
                "number": each["place"] + 1,
                "until": each["until"] and datetime.datetime.fromisoformat(each["until"]),
            }
            for each in self.stood
        ]


def role_of(position: int) -> Slot.Role:
    """Return what a place on a front is: its lead, one of the second, one of the list."""
    if position == 0:
        return Slot.Role.LEAD
    return Slot.Role.SECOND if position <= SECOND else Slot.Role.LIST
