"""How long readers may answer."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_OPEN = 3650  # days


class ClosingField(models.PositiveSmallIntegerField):
    """For how many days a story takes comments: 0 for ever, None as whatever stands around it says."""

    def __init__(self, *args, **kwargs):
        usual = {"verbose_name": _("comments close after"), "null": True, "blank": True}
        usual["validators"] = [MaxValueValidator(LONGEST_OPEN)]
        super().__init__(*args, **usual | kwargs)
