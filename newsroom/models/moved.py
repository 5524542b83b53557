"""What came from elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Moved(models.Model):
    """What an item of another system became here, so that importing twice changes nothing."""

    source = models.CharField(_("old site"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20)
    old_id = models.CharField(_("id there"), max_length=200)
    new_id = models.BigIntegerField(_("id here"))
    # Of what was brought the last time: the same again is nothing new.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    # Which version of the thing here that was: a later one is somebody's own work.
    version = models.BigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("moved item")
        verbose_name_plural = _("moved items")
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "old_id"], name="moved_once"),
        ]
        indexes = [models.Index(fields=["kind", "new_id"], name="moved_here")]

    def __str__(self):
        return f"{self.source} {self.kind} {self.old_id}"


class Original(models.Model):
    """The markup of an item as its old site kept it, word for word, for editors to look into."""

    moved = models.OneToOneField(Moved, models.CASCADE, primary_key=True, related_name="original")
    markup = models.TextField(_("markup"))

    class Meta:
        verbose_name = _("original markup")
        verbose_name_plural = _("original markup")

    def __str__(self):
        return str(self.moved)
