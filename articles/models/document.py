"""Files that readers download: reports, recordings, tables."""

from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import filekinds


def _originals():
    return storages["originals"]


class Document(models.Model):
    """A file that anybody may have who knows its address, which it keeps as long as it is here.

    `name` is how it is called there, `kind` an ending that `filekinds` knows, `size` in bytes. The file itself stands
    privately, under a name made of its content, and is the same for all rows that have it.
    """

    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), storage=_originals, upload_to="documents/")
    name = models.CharField(_("name"), max_length=120, editable=False)
    kind = models.CharField(_("kind"), max_length=4, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(filekinds.KINDS)), name="document_kind_known"
            )
        ]
        indexes = [models.Index(fields=["file"], name="documents_of_file")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("document", args=[self.pk, self.name])

    @property
    def media_type(self) -> str:
        """Return what browsers are told that it is."""
        return filekinds.KINDS[self.kind].media_type

    @property
    def is_shown(self) -> bool:
        """Say whether browsers may show or play it, where they would else save it."""
        return filekinds.KINDS[self.kind].is_shown
