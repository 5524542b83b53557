"""What came from elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Moved(models.Model):
    """What an item of another system became here, so that importing twice changes nothing."""

    source = models.CharField(_("old site"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20)
    old_id = models.CharField(_("id there"), max_length=200)
    new_id = models.BigIntegerField(_("id here"))

    class Meta:
        verbose_name = _("moved item")
        verbose_name_plural = _("moved items")
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "old_id"], name="moved_once"),
        ]

    def __str__(self):
        return f"{self.source} {self.kind} {self.old_id}"
