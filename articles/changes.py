"""What changed from one version of a story to another, as an editor reads it."""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import differences, hanging
from articles.differences import Pair
from articles.models import Article
from newsroom.press.markup import plain_text

# What moves with every save, or is told by the kind of the save.
UNTOLD = {"id", "created_by", "created_at", "saved_at", "updated_at", "withdrawn_at"}
TEXTS = (models.CharField, models.TextField)
AROUND = 1  # paragraphs shown beside one that changed

Versions = tuple[models.Model | None, models.Model]


@dataclass(frozen=True)
class Change:
    """One field of a story with what went and what came; the text is shown in `parts`."""

    field: str
    label: str
    shown: str = ""
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Part:
    """Paragraphs in a row: those to read, or those that are the same and folded away."""

    pairs: tuple[Pair, ...]
    is_folded: bool


def between(old: models.Model | None, new: models.Model, only: Container[str] = ()) -> list[Change]:
    """Return what is different in a version; before the first one there was nothing.

    `only` names the fields and lists that are looked at; all of them when it is empty.
    """
    found = [*_fields(old, new, only), *_lists(old, new, only)]
    return [change for change in found if change.shown or change.parts]


def names(old: models.Model | None, new: models.Model) -> list[str]:
    """Return in few words which fields are different, the text with how many words came and went."""
    found = []
    for field in _told(()):
        before, after = _raw(old, field), _raw(new, field)
        if before != after:
            found.append(_text(before, after) if field.name == "body" else str(field.verbose_name))
    return found + [str(label) for kind, label, *_ in _different_lists(old, new, ())]


def _fields(old, new, only):
    for field in _told(only):
        label = capfirst(str(field.verbose_name))
        if field.name == "body":
            yield Change("body", label, parts=_parts(_raw(old, field), _raw(new, field)))
        elif _raw(old, field) != _raw(new, field):
            shown = differences.of_lines(_said(old, field), _said(new, field))
            yield Change(field.name, label, shown)


def _lists(old, new, only):
    for kind, label, before, after in _different_lists(old, new, only):
        shown = differences.of_lines("; ".join(before), "; ".join(after))
        yield Change(kind, capfirst(str(label)), shown)


def _different_lists(old, new, only) -> Iterator[tuple[str, str, list[str], list[str]]]:
    for kind, label in hanging.LISTS.items():
        before, after = hanging.lines(old, kind) if old else [], hanging.lines(new, kind)
        if (only and kind not in only) or before is None or after is None:
            continue
        if before != after:
            yield kind, str(label), before, after


def _told(only):
    """Return the fields that a version keeps and that tell something."""
    kept = {field.name for field in Article.history.model.tracked_fields}
    told = [field for field in Article._meta.concrete_fields if field.name in kept - UNTOLD]
    return [field for field in told if not only or field.name in only]


def _raw(version, field):
    return getattr(version, field.attname) if version else field.get_default()


def _said(version, field) -> str:
    """Return the value of a field as the desk shows it."""
    value = _raw(version, field)
    if value is None or (version is None and not isinstance(field, TEXTS)):
        return ""
    if isinstance(field, models.ForeignKey):
        return hanging.name(version, field.name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return str(dict(field.flatchoices).get(value, value))


def _text(before, after):
    old, new = Counter(plain_text(before).split()), Counter(plain_text(after).split())
    came, went = (new - old).total(), (old - new).total()
    return _("text (%(came)d words in, %(went)d out)") % {"came": came, "went": went}


def _parts(before, after):
    pairs = differences.of_bodies(before, after)
    if not differences.is_changed(pairs):
        return ()
    near = [_is_near(pairs, at) for at in range(len(pairs))]
    parts: list[Part] = []
    for pair, is_near in zip(pairs, near, strict=True):
        if parts and parts[-1].is_folded != is_near:
            parts[-1] = Part((*parts[-1].pairs, pair), not is_near)
        else:
            parts.append(Part((pair,), not is_near))
    return tuple(parts)


def _is_near(pairs, at):
    around = pairs[max(at - AROUND, 0) : at + AROUND + 1]
    return differences.is_changed(around)
