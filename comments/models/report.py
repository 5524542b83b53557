"""What readers say against a comment."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

LONGEST_REPORT = 1_000


class ReportQuerySet(models.QuerySet):
    def waiting(self):
        """Return what no decision has settled yet."""
        return self.filter(settled=False)


class Report(models.Model):
    """What a reader says against a comment, for the editors alone; one from each source."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("advertising or spam")
        ABUSE = "abuse", _("insult or threat")
        HATE = "hate", _("hatred of a group")
        PRIVATE = "private", _("private matters")
        UNTRUE = "untrue", _("untrue")
        OTHER = "other", _("something else")

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=7, choices=Reason.choices)
    words = models.TextField(_("in the reader's words"), blank=True)
    # A keyed sum of where it came from, which tells two sources apart and nothing else; forgotten by `reporting`.
    source = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 - not known any more
    at = models.DateTimeField(_("when"), default=timezone.now)
    settled = models.BooleanField(_("settled"), default=False)
    # The press that settled it, or let it wait again, by which that is taken back.
    act = models.UUIDField(null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(fields=["comment", "source"], name="one_report_of_a_source"),
        ]
        indexes = [
            models.Index(
                fields=["at"], name="reports_with_source", condition=Q(source__isnull=False)
            ),
            models.Index(fields=["comment"], name="reports_waiting", condition=Q(settled=False)),
            models.Index(fields=["act"], name="reports_of_an_act", condition=Q(act__isnull=False)),
        ]

    def __str__(self):
        return self.get_reason_display()
