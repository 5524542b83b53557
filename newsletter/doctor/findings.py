"""What the doctor says: each finding in one plain sentence, with what to do about it."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Level(TextChoices):
    OK = "ok", pgettext_lazy("of the doctor", "well")
    WARNING = "warning", pgettext_lazy("of the doctor", "warning")
    FAULT = "fault", pgettext_lazy("of the doctor", "fault")


class Finding(NamedTuple):
    """One thing that was looked at."""

    level: Level
    sentence: str


def well(sentence: str, **names) -> Finding:
    return Finding(Level.OK, sentence % names)


def warning(sentence: str, **names) -> Finding:
    return Finding(Level.WARNING, sentence % names)


def fault(sentence: str, **names) -> Finding:
    return Finding(Level.FAULT, sentence % names)
