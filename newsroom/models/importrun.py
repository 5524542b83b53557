"""An archive of an old site that is brought in, or looked at: what was asked for, how far it is, what came of it."""

import datetime
from contextlib import suppress

from django.conf import settings
from django.core.files.storage import storages
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LEASE = datetime.timedelta(seconds=60)  # whoever has been silent for longer has lost the run
LONGEST_PHASE = 30
MOST_TRIES = 5  # workers that may die over a run before it waits for a person


class ImportRunQuerySet(models.QuerySet):
    def take(self, claim):
        """Return the run that has waited longest, ours alone from now on, or None; one goes on at a time."""
        first = self.filter(status=ImportRun.Status.WAITING).order_by("pk").first()
        if first is None:
            return None
        with suppress(IntegrityError), transaction.atomic():
            if self.filter(pk=first.pk, status=ImportRun.Status.WAITING).update(**_begun(claim)):
                first.refresh_from_db()
                return first
        return None  # another worker was quicker

    def silent(self):
        """Return what nobody works at any more, though it is not at its end."""
        return self.under_way().filter(beat_at__lt=Now() - LEASE)

    def under_way(self):
        """Return the run that was begun and is not at its end; there is one at most."""
        return self.filter(status=ImportRun.Status.RUNNING)

    def take_up(self, claim):
        """Let what dead workers left wait for the next one, or for a person where too many died over it."""
        for run in self.silent():
            if self.silent().filter(pk=run.pk).update(claim=claim, beat_at=Now()):
                run.claim = claim
                run.give_back()


def _begun(claim):
    return {
        "status": ImportRun.Status.RUNNING,
        "claim": claim,
        "tries": F("tries") + 1,
        "phase": "",
        "done": 0,
        "total": 0,
        "began_at": Now(),
        "phase_began_at": Now(),
        "beat_at": Now(),
    }


class ImportRun(models.Model):
    """One run over the files of an archive; a rehearsal writes nothing but its report."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("import", "waiting for its turn")
        RUNNING = "running", pgettext_lazy("import", "under way")
        DONE = "done", pgettext_lazy("import", "done")
        REFUSED = "refused", pgettext_lazy("import", "refused")
        STOPPED = "stopped", pgettext_lazy("import", "stopped")
        FAILED = "failed", pgettext_lazy("import", "failed")

    class Media(models.TextChoices):
        NONE = "none", _("leave them on the old site")
        FETCH = "fetch", _("fetch them from the old site")
        COPY = "copy", _("take them from the folder “uploads” on the server")

    OPEN = [Status.WAITING, Status.RUNNING]
    ENDED = [Status.DONE, Status.REFUSED, Status.STOPPED, Status.FAILED]
    SAYS_WHY = [Status.REFUSED, Status.FAILED]

    status = models.CharField(
        _("status"), max_length=7, choices=Status.choices, default=Status.WAITING
    )
    rehearsal = models.BooleanField(_("only looked at"), default=True)
    overwrite = models.BooleanField(_("overwrite what was edited here"), default=False)
    media = models.CharField(
        _("pictures and files"), max_length=5, choices=Media.choices, default=Media.NONE
    )
    zone = models.CharField(_("time zone of the old site"), max_length=60, blank=True)
    tag_base = models.CharField(
        _("tag base of the old site"), max_length=100, blank=True, default="", db_default=""
    )
    author_base = models.CharField(
        _("author base of the old site"), max_length=100, blank=True, default="", db_default=""
    )
    phase = models.CharField(max_length=LONGEST_PHASE, blank=True, editable=False)
    done = models.PositiveBigIntegerField(default=0, editable=False)
    total = models.PositiveBigIntegerField(default=0, editable=False)  # 0 is not known yet
    stop_asked_at = models.DateTimeField(null=True, editable=False)
    claim = models.CharField(max_length=32, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    source = models.CharField(_("old site"), max_length=200, blank=True)
    said = models.TextField(_("what was said"), blank=True)
    counts = models.JSONField(default=dict, blank=True, editable=False)
    report = models.CharField(
        max_length=100, blank=True, editable=False
    )  # its name among the archives
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    began_at = models.DateTimeField(_("began"), null=True)
    phase_began_at = models.DateTimeField(null=True, editable=False)
    beat_at = models.DateTimeField(
        null=True, editable=False
    )  # when whoever works at it last said so
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("archive of an old site")
        verbose_name_plural = _("archives of old sites")
        default_permissions = ()
        permissions = [("bring_in_archive", "Can bring in an archive of an old site")]
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="running"), name="one_import_at_a_time"
            ),
            models.CheckConstraint(
                name="import_is_claimed_while_it_runs",
                condition=Q(status="running", beat_at__isnull=False) & ~Q(claim="")
                | ~Q(status="running") & Q(claim=""),
            ),
            models.CheckConstraint(
                name="import_has_its_end",
                condition=Q(status__in=["waiting", "running"], ended_at__isnull=True)
                | Q(status__in=["done", "stopped"], ended_at__isnull=False)
                | Q(status__in=["refused", "failed"], ended_at__isnull=False) & ~Q(said=""),
            ),
        ]

    def __str__(self):
        return self.source or ", ".join(file.name for file in self.files.all()) or f"#{self.pk}"

    @property
    def is_open(self):
        return self.status in self.OPEN

    # What a person does -----------------------------------------------------------------------

    def stop(self):
        """End it: at once while it waits, and between two items while it is under way."""
        ended = {"status": self.Status.STOPPED, "ended_at": Now()}
        if not self._change([self.Status.WAITING], **ended):
            self._change([self.Status.RUNNING], stop_asked_at=Now())

    def go_on(self):
        """Let what ended early begin again: it finds what it brought."""
        early = [self.Status.STOPPED, *self.SAYS_WHY]
        self._change(early, **_WAITING, ended_at=None, tries=0, said="", stop_asked_at=None)

    # What whoever holds the claim does; each says whether the claim was still theirs ------------

    def beat(self) -> bool:
        """Say that somebody works at it."""
        return self._change_own(beat_at=Now())

    def is_deaf(self) -> bool:
        """Say whether it was asked to stop long ago and works on."""
        return self._own().filter(stop_asked_at__lt=Now() - LEASE).exists()

    def step(self, phase: str, done: int, total: int) -> bool:
        """Note how far it is; False where it is to end."""
        began = {} if phase == self.phase else {"phase_began_at": Now()}
        self.phase = phase
        is_ours = self._change_own(
            phase=phase[:LONGEST_PHASE], done=done, total=total, beat_at=Now(), **began
        )
        return is_ours and not self._own().filter(stop_asked_at__isnull=False).exists()

    def write_into(self, report: str) -> bool:
        """Note where the report of what becomes of each record is written."""
        return self._change_own(report=report)

    def finish(self, source: str, counts: dict) -> bool:
        """Note that all was done, and what came of it."""
        return self._end(self.Status.DONE, source=source[:200], counts=counts)

    def refuse(self, why: str) -> bool:
        """Note the sentence that says why nothing can come of these files."""
        return self._end(self.Status.REFUSED, said=why)

    def fail(self, why: str) -> bool:
        """Note what went wrong, in words."""
        return self._end(self.Status.FAILED, said=why)

    def leave(self) -> bool:
        """Note that it ended between two items, as somebody wished."""
        return self._end(self.Status.STOPPED)

    def give_back(self, *, unharmed: bool = False) -> bool:
        """Let it wait for another worker; `unharmed` when ours was asked to end and did not die over it."""
        if self._own().filter(stop_asked_at__isnull=False).exists():
            return self.leave()
        if unharmed:
            return self._change_own(**_WAITING, tries=0)
        if self.tries >= MOST_TRIES:
            return self.fail(str(_("It was begun several times and each time its process ended.")))
        return self._change_own(**_WAITING)

    def _own(self):
        return type(self).objects.filter(
            pk=self.pk, status=self.Status.RUNNING, claim=self.claim, tries=self.tries
        )

    def _end(self, status, **more):
        return self._change_own(status=status, claim="", ended_at=Now(), **more)

    def _change_own(self, **values):
        return bool(self._own().update(**values))

    def _change(self, statuses, **values):
        return type(self).objects.filter(pk=self.pk, status__in=statuses).update(**values)


_WAITING = {"status": ImportRun.Status.WAITING, "claim": ""}


class ImportFile(models.Model):
    """A file of an archive: an upload that is kept for some days, or one that lies in the server's folder."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField(editable=False)
    name = models.CharField(_("file"), max_length=255)
    size = models.PositiveBigIntegerField(default=0, editable=False)  # bytes
    upload = models.CharField(
        max_length=100, blank=True, editable=False
    )  # its name among the archives
    lies_in_folder = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["run", "position"]
        default_permissions = ()
        verbose_name = _("file of an archive")
        verbose_name_plural = _("files of archives")
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="import_file_has_its_place"),
            models.CheckConstraint(
                name="import_file_lies_in_one_place",
                condition=Q(upload="") | Q(lies_in_folder=False),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_there(self):
        """Say whether it can still be read, as far as we know."""
        return bool(self.upload or self.lies_in_folder)

    def forget(self):
        """Delete the upload: it holds addresses of readers."""
        if self.upload:
            storages["archives"].delete(self.upload)
            self.upload = ""
            self.save(update_fields=["upload"])
