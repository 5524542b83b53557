"""What is being written and not saved yet, and by whom."""

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class WorkingCopyQuerySet(models.QuerySet):
    def unsaved(self):
        """Return what holds writing that was neither saved with its story nor dropped."""
        return self.filter(settled_at=None)


class WorkingCopy(models.Model):
    """What one writer typed into the form of one story and has not saved; nobody else ever sees it.

    Every opening of the form has a token of its own, so two windows of one writer never take each other's place.
    Once its text was saved or dropped the row is settled: it holds nothing, and refuses what comes late.
    """

    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=40)
    # Empty for a story that is not there yet, or no longer.
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="working_copies"
    )
    story_key = models.BigIntegerField(null=True)  # the same, and left as it is when the story goes
    number = models.BigIntegerField(default=0)  # rises with each change in the browser
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    fields = models.JSONField(default=list)  # pairs of name and value, as the form would post them
    kept_at = models.DateTimeField(_("kept"))
    settled_at = models.DateTimeField(null=True, blank=True)
    compared_at = models.DateTimeField(null=True)  # with what was saved since

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["writer", "token"], name="one_copy_per_opening")
        ]
        indexes = [
            models.Index(
                fields=["settled_at"],
                name="copies_settled",
                condition=models.Q(settled_at__isnull=False),
            ),
            models.Index(
                fields=["kept_at"],
                name="copies_unsaved",
                condition=models.Q(settled_at__isnull=True),
            ),
        ]

    def __str__(self):
        return self.headline

    def posted(self) -> QueryDict:
        """Return what the form would post."""
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        return data


class Presence(models.Model):
    """That somebody has a story or another form open, until when unless they say so again."""

    # No promise to the database: a story that is deleted need not wait for who looks at it.
    article = models.ForeignKey(
        "articles.Article", models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    place = models.CharField(max_length=80, db_default="")  # what is open that is no story
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "token"], name="one_presence_per_opening")
        ]

    def __str__(self):
        return f"{self.user} until {self.until}"
