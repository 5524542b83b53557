"""The story and what hangs on it."""

import datetime
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.fields import RichTextField
from articles.models.stories import ArticleQuerySet
from articles.models.version import Version
from newsroom.models import DASHES, ClosingField, Language
from newsroom.press import moment


@cache
def _address():
    # A page holds dozens of these: they are asked of the addresses once, and from then on filled in.
    return reverse("article_detail", args=[1111, 22, "slug"]).replace("1111/22/slug", "{}/{}/{}")


class Article(models.Model):
    """A story. Save it through `articles.publishing.save`, which keeps everything that hangs on it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "review", _("in review")
        READY = "ready", _("ready")
        WITHDRAWN = "withdrawn", _("withdrawn")

    headline = models.CharField(_("headline"), max_length=300)
    deck = models.CharField(_("deck"), max_length=500, blank=True)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Made from the headline when left empty."),
    )
    dateline_place = models.CharField(
        _("dateline"), max_length=100, blank=True, help_text="YEREVAN"
    )
    dateline_agency = models.CharField(
        _("agency"), max_length=60, blank=True, help_text="Armenpress"
    )
    dateline_dash = models.CharField(
        _("dash"),
        max_length=2,
        blank=True,
        choices=DASHES,
        help_text=_("The masthead's dash when left empty."),
    )
    body = RichTextField(_("text"), blank=True)
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("The teaser on cards and in feeds; the first words when left empty."),
    )
    section = models.ForeignKey(
        "articles.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="primary_articles",
        verbose_name=_("section"),
    )
    also_in = models.ManyToManyField(
        "articles.Section", blank=True, related_name="+", verbose_name=_("also in")
    )
    tags = models.ManyToManyField(
        "articles.Tag", blank=True, related_name="articles", verbose_name=_("tags")
    )
    contributors = models.ManyToManyField(
        "articles.Contributor", through="Byline", related_name="articles"
    )
    search_title = models.CharField(
        _("title for search engines"),
        max_length=200,
        blank=True,
        help_text=_("Also beside a shared link; the headline when left empty."),
    )
    search_description = models.CharField(
        _("description for search engines"),
        max_length=500,
        blank=True,
        help_text=_("Also beside a shared link; the deck or the teaser when left empty."),
    )
    source_name = models.CharField(_("source"), max_length=120, blank=True)
    source_url = models.URLField(
        _("canonical link"),
        max_length=500,
        blank=True,
        help_text=_("Where this story first appeared, when that was elsewhere."),
    )
    lead_picture = models.ForeignKey(
        "articles.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("lead picture"),
    )
    lead_caption = models.CharField(
        _("caption here"),
        max_length=500,
        blank=True,
        help_text=_("The picture's own caption when left empty."),
    )
    language = models.CharField(
        _("language"), max_length=3, choices=Language.choices, default=Language.ENGLISH
    )
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.DRAFT
    )
    published_at = models.DateTimeField(_("publication"), null=True, blank=True)
    updated_at = models.DateTimeField(_("updated"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_reason = models.CharField(_("reason for withdrawing"), max_length=300, blank=True)
    comments_open = models.BooleanField(_("takes comments"), default=True)
    comments_close_after = ClosingField(
        help_text=_("Days after publication; as its section when left empty, never when 0.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    # Written by publishing.save from the fields above.
    rendered_body = models.TextField(editable=False, blank=True)
    teaser = models.TextField(editable=False, blank=True)
    word_count = models.PositiveIntegerField(_("words"), editable=False, default=0)
    listed_in = models.ManyToManyField(
        "articles.Section", through="Placement", related_name="articles"
    )
    # Written by the verbs of comments, in their transactions.
    comment_count = models.PositiveIntegerField(_("comments"), editable=False, default=0)

    history = HistoricalRecords(
        excluded_fields=["rendered_body", "teaser", "word_count", "comment_count"], bases=[Version]
    )
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("publish_article", _("Can publish, schedule, correct and withdraw articles"))
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="ready") | Q(published_at__isnull=False),
                name="ready_has_a_time",
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="article_has_a_slug"),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="articles_newest"),
            models.Index(
                fields=["language", "-published_at", "-id"], name="articles_newest_language"
            ),
            # With the words in which the desk looks for parts, so that no story has to be opened for them.
            models.Index(fields=["-saved_at", "-id", "headline", "slug"], name="articles_desk"),
            models.Index(
                fields=["status", "-saved_at", "-id", "headline", "slug"],
                name="articles_desk_status",
            ),
            models.Index(
                fields=["language", "status", "-saved_at", "-id"], name="articles_desk_language"
            ),
            models.Index(fields=["section", "-saved_at", "-id"], name="articles_desk_section"),
            models.Index(
                fields=["section", "language", "status", "-saved_at", "-id"],
                name="articles_desk_shelf",
            ),
            models.Index(
                fields=["published_at"],
                name="articles_closing",
                condition=Q(comments_close_after__isnull=False),
            ),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        # An address is of the newsroom's own zone, whichever one is active now.
        day = (self.published_at or self.created_at).astimezone(timezone.get_default_timezone())
        return _address().format(day.year, f"{day.month:02}", self.slug)

    @property
    def is_published(self) -> bool:
        """Say whether readers may see this story, by the clock that this process knows; lists ask `published()`."""
        since = self.published_at
        return self.status == self.Status.READY and since is not None and since <= moment.now()

    @property
    def is_long_headline(self) -> bool:
        return len(self.headline) > 90

    @property
    def outside_title(self) -> str:
        """Return what the story is called where others name it: by search engines and beside shared links."""
        return self.search_title or self.headline

    @property
    def outside_description(self) -> str:
        """Return in a few words what the story is about, for search engines and beside shared links."""
        return self.search_description or self.deck or self.teaser

    @property
    def caption(self) -> str:
        return self.lead_caption or (self.lead_picture.caption if self.lead_picture else "")

    @property
    def is_updated(self) -> bool:
        return bool(self.updated_at and self.published_at and self.updated_at > self.published_at)

    @property
    def line(self) -> tuple:
        """Return all that a line in a list of headlines shows of the story: two equal ones look the same."""
        return self.pk, self.headline, self.slug, self.language, self.published_at

    @property
    def card(self) -> tuple:
        """Return all that a card shows of the story: two equal ones look the same."""
        picture = self.lead_picture and (self.lead_picture.stem, *self.lead_picture.widths)
        return *self.line, self.teaser, self.comment_count, picture

    def submit(self):
        """Hand the story to the editors."""
        self.status = self.Status.IN_REVIEW

    def make_ready(self, at: datetime.datetime | None = None):
        """Let readers have the story from `at` on, or at once."""
        self.status = self.Status.READY
        self.published_at = at or self.published_at or moment.of_database()
        self.withdrawn_at, self.withdrawal_reason = None, ""

    def return_to_draft(self):
        """Take the story back to its writer; readers no longer see it."""
        self.status = self.Status.DRAFT

    def withdraw(self, reason: str):
        """Take the story away from readers, who from now on are told why."""
        self.status = self.Status.WITHDRAWN
        self.withdrawn_at = timezone.now()
        self.withdrawal_reason = reason

    def other_languages(self):
        """Return the published translations of this story, its original among them."""
        original = self.translation_of_id or self.pk
        family = Article.objects.published().filter(Q(pk=original) | Q(translation_of=original))
        return family.exclude(pk=self.pk).order_by("language", "pk")
