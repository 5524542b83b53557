"""Addresses that once meant something, and where they lead now."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_PATH = 500


class OldAddress(models.Model):
    """An address of an old site, or one that editors give up, and what takes its place.

    `path` is decoded, begins with a slash and ends without one; an address that names its item by number keeps
    just that (`/?p=12`). It leads to the thing here that `kind` and `new_id` name as `Moved` does, or to
    `target`, an address in words; one that leads nowhere is gone for good.
    """

    path = models.CharField(_("old address"), max_length=LONGEST_PATH, unique=True)
    kind = models.CharField(max_length=20, blank=True, editable=False)
    new_id = models.BigIntegerField(null=True, blank=True, editable=False)
    target = models.CharField(
        _("leads to"),
        max_length=LONGEST_PATH,
        blank=True,
        help_text=_("A path of this site or a whole address; gone for good when left empty."),
    )
    source = models.CharField(_("old site"), max_length=200, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["path"]
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        indexes = [
            models.Index(fields=["kind", "new_id"], name="old_addresses_of"),
            models.Index(fields=["-id"], condition=Q(source=""), name="redirects_own"),
            models.Index(fields=["-id"], condition=Q(source__gt=""), name="redirects_brought"),
            models.Index(fields=["-id"], condition=Q(kind="", target=""), name="redirects_gone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="", new_id=None) | Q(target="", new_id__isnull=False),
                name="leads_to_one_place",
            ),
            models.CheckConstraint(condition=Q(path__startswith="/"), name="old_address_is_a_path"),
        ]

    def __str__(self):
        return self.path
