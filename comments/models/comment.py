"""What readers answer, and what was decided about it."""

import re
from functools import cache

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments.addresses import one_spelling
from newsroom.press import markup

LONGEST_BODY = 10_000
LONGEST_NAME = 80
DEEPEST = 2  # levels of answers below the comment that began a thread

_WEB_ADDRESS = re.compile(r"https?://[^\s/\\][^\s\\]*", re.IGNORECASE)


@cache
def _address(name):
    # A page holds dozens of these: they are asked of the addresses once, and from then on filled in.
    return reverse(name, args=[1111]).replace("1111", "{}")


def _under_a_published_story():
    # Asked of each comment's own story: a list of all published ones would grow with the archive.
    return Exists(Article.objects.published().filter(pk=OuterRef("article")))


class CommentQuerySet(models.QuerySet):
    def visible(self):
        """Return what readers may see now: the one owner of a comment's visibility."""
        return self.filter(_under_a_published_story()).approved()

    def approved(self):
        """Return what was let through, whether or not readers have its story now."""
        return self.filter(status=Comment.Status.VISIBLE)

    def pending(self):
        """Return what waits for a moderator."""
        return self.filter(status=Comment.Status.PENDING)

    def shown(self):
        """Return what has a place under a story: the visible, and what was removed and has answers."""
        return self.filter(_under_a_published_story(), page__isnull=False)

    def standing(self):
        """Return what its writer has not taken away: the rest is nobody's to change."""
        return self.exclude(status__in=TAKEN_BACK)

    def oldest_first(self):
        """Return the oldest first; two comments of one moment keep one order."""
        return self.order_by("created_at", "pk")

    def newest_first(self):
        """Return the newest first; two comments of one moment keep one order."""
        return self.order_by("-created_at", "-pk")

    def of_writer(self, email):
        """Return what somebody wrote from this address, who is no colleague; nothing where there is none."""
        by_reader = self.filter(by_staff=None, came_from_staff=False)
        return by_reader.filter(email=one_spelling(email), email__gt="")

    def with_reports(self):
        """Fetch what readers reported (`comment.reports.all`) for the whole list in one query more."""
        return self.prefetch_related("reports")


class Comment(models.Model):
    """A reader's answer to a story or to another answer; `moderation` alone changes its status."""

    class Status(models.TextChoices):
        PENDING = "pending", _("waiting")
        VISIBLE = "visible", _("visible")
        REJECTED = "rejected", _("rejected")
        SPAM = "spam", _("spam")
        TRASH = "trash", _("in the trash")
        WITHDRAWN = "withdrawn", _("withdrawn by its writer")
        ERASED = "erased", _("erased by its writer")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="comments", verbose_name=_("article")
    )
    # Where it stands: under which comment, and in which thread; nothing for the first of a thread.
    parent = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="children"
    )
    thread = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="+")
    # Whom it answers: its parent, or in the last level one that stands beside it.
    answers = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="answered_by",
        verbose_name=_("in answer to"),
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    email = models.EmailField(_("email"), max_length=254, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    body = models.TextField(_("comment"), validators=[MaxLengthValidator(LONGEST_BODY)])
    # Written by `printing`: the comment as readers get it, the way to answer it, and what both looked like then.
    html = models.TextField(editable=False, blank=True)
    reply_html = models.TextField(editable=False, blank=True)
    html_of = models.CharField(max_length=16, editable=False, blank=True)
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.PENDING
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed by its writer"), null=True, blank=True)
    edited_by_paper = models.BooleanField(_("changed by an editor"), default=False)
    wants_notices = models.BooleanField(_("wants to hear of answers"), default=False)
    source = models.GenericIPAddressField(_("sent from"), null=True, blank=True)
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    # The words alone, by which the screening finds them elsewhere.
    words_digest = models.CharField(max_length=32, blank=True, editable=False)
    by_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answers for the paper"),
    )
    # It answered for the paper where it was written: an export knows no logins. `arriving.let_speak` alone sets it.
    came_from_staff = models.BooleanField(default=False, editable=False)
    # Written by `layout`; a comment without a page is shown nowhere.
    page = models.PositiveIntegerField(_("page"), null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate_comment", "Can approve and reject comments")]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True, thread__isnull=True)
                | Q(parent__isnull=False, thread__isnull=False),
                name="answers_stand_in_a_thread",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(body="") | Q(status="erased"),
                name="comment_says_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["article", "page"],
                name="comments_of_a_page",
                condition=Q(page__isnull=False),
            ),
            models.Index(
                fields=["-created_at", "-id"], name="comments_feed", condition=Q(status="visible")
            ),
            models.Index(
                fields=["created_at", "id"], name="comments_waiting", condition=Q(status="pending")
            ),
            models.Index(fields=["-created_at", "-id"], name="comments_desk"),
            models.Index(fields=["status", "-created_at", "-id"], name="comments_desk_status"),
            models.Index(fields=["email", "status", "id"], name="comments_desk_writer"),
            models.Index(fields=["words_digest", "created_at"], name="comments_repeated"),
            models.Index(
                fields=["created_at"],
                name="comments_with_source",
                condition=Q(source__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.body[:60]}"

    def get_absolute_url(self):
        return _address("comment_detail").format(self.pk)

    @property
    def reply_address(self) -> str:
        """Return the address of the page on which this comment is answered."""
        return _address("comment_reply").format(self.pk)

    @property
    def report_address(self) -> str:
        """Return the address of the page on which this comment is reported."""
        return _address("comment_report").format(self.pk)

    @property
    def is_visible(self) -> bool:
        """Say whether the comment itself may be read; lists ask `visible()`."""
        return self.status == self.Status.VISIBLE

    @property
    def speaks_for_paper(self) -> bool:
        """Say whether the paper itself answers here, which no name can claim."""
        return bool(self.by_staff_id) or self.came_from_staff

    @property
    def open_reports(self) -> list:
        """Return the reports that wait for a decision, the first on top; lists fetch them with `with_reports`."""
        return [report for report in self.reports.all() if not report.settled]

    @property
    def settled_reports(self) -> list:
        """Return the reports that a decision has settled."""
        return [report for report in self.reports.all() if report.settled]

    @property
    def is_taken_back(self) -> bool:
        """Say whether its writer took it away: nobody else decides about it any more."""
        return self.status in TAKEN_BACK

    @property
    def link(self) -> str:
        """Return the writer's web address when a browser may be sent there; other rows may hold anything."""
        return self.website if _WEB_ADDRESS.fullmatch(self.website) else ""

    def stand_under(self, answered: "Comment"):
        """Take the place of an answer: below `answered`, or beside it in the last level."""
        self.answers = answered
        self.parent = answered.parent if _depth(answered) == DEEPEST else answered
        self.thread = answered.thread or answered

    def tidy(self):
        """Take out what is no text: control characters, spaces around it, a name of several lines.

        The address takes the one spelling in which it is found again.
        """
        self.name = " ".join(markup.clean_comment(self.name).split())
        self.body = markup.clean_comment(self.body)
        self.email = one_spelling(self.email)

    def sign_words(self):
        """Set the digest that lets the same words from one address stand in one place once, and that of the words."""
        words = " ".join(self.body.split())
        parts = [self.article_id, self.answers_id or 0, self.email.casefold(), words]
        self.digest = _digest("comments.words", "\0".join(map(str, parts)))
        self.words_digest = _digest("comments.repeated", words.casefold())[:32]


def _digest(purpose, text):
    return salted_hmac(purpose, text, algorithm="sha256").hexdigest()


TAKEN_BACK = frozenset([Comment.Status.WITHDRAWN, Comment.Status.ERASED])


def _depth(comment):
    depth = 0
    while comment.parent:
        comment, depth = comment.parent, depth + 1
    return depth


class Ban(models.Model):
    """A sender whose comments are spam as they arrive; `bans` says what that is."""

    class Kind(models.TextChoices):
        ADDRESS = "address", _("email address")
        DOMAIN = "domain", _("domain")
        RANGE = "range", _("range of the network")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    value = models.CharField(_("sender"), max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    # The press that blocked the sender together with a comment, by which it is taken back.
    act = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("blocked sender")
        verbose_name_plural = _("blocked senders")
        constraints = [
            models.UniqueConstraint(fields=["value", "kind"], name="sender_blocked_once"),
        ]

    def __str__(self):
        return self.value
