"""What was decided about a comment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.reasons import in_words


class Decision(models.Model):
    """One change of a comment's status: by whom or which step, from what to what, and why."""

    BROUGHT = "bring"  # the step of a comment that was written elsewhere
    UNDONE = "undo"  # the step of a decision that takes another one back
    # The steps of its writer; the last answers a decision.
    EDITED, WITHDRAWN, ERASED, OBJECTED = "edit", "withdraw", "erase", "object"
    BY_WRITER = (EDITED, WITHDRAWN, ERASED, OBJECTED)

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="decisions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    step = models.CharField(_("step"), max_length=40, blank=True)
    before = models.CharField(_("from"), max_length=9, choices=Comment.Status.choices, blank=True)
    after = models.CharField(_("to"), max_length=9, choices=Comment.Status.choices)
    # What an editor wrote, or what the step found; `reason` says it in words.
    why = models.CharField(_("why"), max_length=300, blank=True)
    told = models.BooleanField(_("mailed to the writer"), default=False)
    at = models.DateTimeField(_("when"), default=timezone.now)
    # What was decided with one press carries one mark, by which it is taken back.
    act = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["act"], name="decisions_of_an_act", condition=Q(act__isnull=False)
            ),
        ]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self):
        return f"{self.before or '–'} → {self.after}"

    @property
    def is_screening(self) -> bool:
        """Say whether the screening decided, as it does when a comment arrives and when its writer changes it."""
        return bool(self.step) and self.user_id is None and self.step not in self.BY_WRITER

    @property
    def who(self) -> str:
        """Return in words who decided: a colleague, the writer, the screening, an import, or one who has left."""
        if self.user:
            return str(self.user)
        if not self.step:
            return gettext("somebody who has left")
        if self.step in self.BY_WRITER:
            return gettext("its writer")
        return gettext("an import") if self.step == self.BROUGHT else gettext("the screening")

    @property
    def reason(self) -> str:
        """Return why, in words; a decision that takes another one back or changes no status says that."""
        said = {
            self.UNDONE: gettext("taken back"),
            self.EDITED: gettext("changed the words"),
            self.OBJECTED: gettext("answered a decision"),
        }
        words = said.get(self.step) or in_words(self.step, self.why)
        if self.step == self.EDITED and self.why:
            return f"{words} – {self.why}"
        return words or (gettext("left as it is") if self.before == self.after else "")
