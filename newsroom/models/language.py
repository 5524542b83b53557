"""The languages of the paper."""

from django.db import models


class Language(models.TextChoices):
    """The languages that a story, a section or a page can be written in."""

    ENGLISH = "en", "English"
    ARMENIAN = "hy", "Հայերեն"
    WESTERN_ARMENIAN = "hyw", "Արեւմտահայերէն"
