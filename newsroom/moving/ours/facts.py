"""The facts of our own in an export, and taking what they say."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from newsroom.moving.reading.records import OURS, Meta
from newsroom.moving.texts.dates import YEARS
from newsroom.press import markup


def first(facts: Meta, key: str) -> str:
    """Return what a fact says, nothing where it is not there."""
    return next((value.strip() for name, value in facts if name == OURS + key), "")


def every(facts: Meta, key: str) -> list[str]:
    """Return all that a fact says, which may be there several times."""
    return [value for name, value in facts if name == OURS + key]


def moment(said: Any) -> datetime.datetime | None:
    """Return the moment that a fact names, with its zone."""
    try:
        at = datetime.datetime.fromisoformat(said)
        return at if at.tzinfo and at.year in YEARS else None
    except (TypeError, ValueError, OverflowError):
        return None


def are_texts(found: Any, count: int) -> bool:
    """Say whether a fact says so many texts."""
    is_list = isinstance(found, list) and len(found) == count
    return is_list and all(isinstance(each, str) for each in found)


def take(row: models.Model, name: str, said: Any) -> None:
    """Let a field of a row say this, where it can."""
    field = row._meta.get_field(name)
    said = markup.readable(said) if isinstance(said, str) else said
    if isinstance(field, models.DateTimeField):
        said = moment(said)
    try:
        setattr(row, field.attname, field.clean(said, row))
    except (ValidationError, TypeError, ValueError, OverflowError):
        return


def take_all(row: models.Model, facts: Meta, *names: str) -> None:
    """Let the fields of these names say what the facts of these names do; what is not said stays."""
    for name in names:
        if said := first(facts, name):
            take(row, name, said)
