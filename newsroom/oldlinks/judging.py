"""Whether a line of a file of redirects can be saved, and whether it says anything new."""

from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Page
from newsroom.models import OldAddress
from newsroom.oldlinks import addresses, leading, redirecting
from newsroom.oldlinks.asking import Asked
from newsroom.oldlinks.forms import RedirectForm
from newsroom.oldlinks.leading import Gone
from newsroom.oldlinks.lines import Line
from newsroom.oldlinks.told import Redirect, Told

FIELDS = RedirectForm.base_fields
PLAIN = Asked("", (), ())


class Fate(StrEnum):
    """What becomes of a line that is not refused."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def read(line: Line) -> Redirect:
    """Return what a line says, as it is kept; raise ValidationError where that is no redirect."""
    if line.why:
        raise ValidationError(line.why)
    path = redirecting.old_path(FIELDS["path"].clean(line.path))
    target = FIELDS["target"].clean(line.target)
    return Redirect(line.number, path, redirecting.target(target) if target else "")


def judge(redirect: Redirect, told: Told) -> Fate:
    """Return what becomes of a redirect after all that was told; raise ValidationError where it cannot be saved."""
    said = told.of(redirect.path)
    if said and said.target != redirect.target:
        words = _("Line %(number)d before it says already where this leads.")
        raise ValidationError(words, params={"number": said.number})
    row = OldAddress.objects.filter(path=redirect.path).first()
    last = _last_told(redirect, told)
    end = redirecting.end_of(last) if last else ""
    if said or (_leads(row, last, end) if row else _is_led(redirect.path, end)):
        return Fate.UNCHANGED
    redirecting.refuse_way(redirect.path, redirect.target, last)
    redirecting.refuse_end(redirect.path, redirect.target, end)
    return Fate.CHANGED if row else Fate.NEW


def _last_told(redirect, told):
    """Return where a target leads by what was told, itself where nothing was; no circle was ever told."""
    last = redirect.target
    while last.startswith("/") and (said := told.of(addresses.of_url(last))):
        if not said.target:
            raise redirecting.gone(redirect.target)
        last = said.target
    return last


def _is_led(path, end):
    """Say whether the site itself leads from the path to that end; raise ValidationError where it has a page there."""
    found = redirecting.answered_at(path)
    if found and (found != end or addresses.of_url(found) == path):
        raise redirecting.taken()
    return bool(found)


def _leads(row, target, end):
    """Say whether an old address leads to that end; also where readers do not have the target yet, or no more."""
    if target and _stands_at(row) == target:
        return True
    try:
        return leading.to(row, PLAIN) == end != ""
    except Gone:
        return not target


def _stands_at(row):
    """Return the address of the story or the page to which an old address leads."""
    model = {"post": Article, "page": Page}.get(row.kind)
    thing = model.objects.filter(pk=row.new_id).first() if model else None
    return thing.get_absolute_url() if thing else ""
