"""What an editor may write down as a redirect, and what becomes of others that led to it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from newsroom.models import OldAddress
from newsroom.oldlinks import addresses, leading
from newsroom.press import pages

ELSEWHERE = URLValidator(schemes=["https"])


def old_path(text: str) -> str:
    """Return the address that an editor gives up as it is kept; raise ValidationError for what is none of ours."""
    text = _within_the_site(text)
    path = addresses.of_url(text) if text.startswith("/") else ""
    if path in ("", "/"):
        raise ValidationError(_("Write the path of an old address, such as /2019/05/old-name/."))
    return path


def target(text: str) -> str:
    """Return a path of this site or a whole https address; raise ValidationError for anything else."""
    text = _within_the_site(text)
    if not text.startswith("/"):
        ELSEWHERE(text)
    return text


def refuse_ways_on(path: str, target: str) -> None:
    """Raise ValidationError where a target leads back to the path, or on to somewhere else."""
    refuse_end(path, target, end_of(target))


def end_of(target: str) -> str:
    """Return where a target leads in the end; raise ValidationError where that is gone for good."""
    try:
        return leading.end_of(target)
    except leading.Gone:
        raise gone(target) from None


def refuse_end(path: str, target: str, end: str) -> None:
    """Raise ValidationError for a target that leads to this end, where that is the path, or another address."""
    if target.startswith("/"):
        own = addresses.of_url(target)
        is_old = OldAddress.objects.filter(path=own).exists()
        # An archive of this site itself names the addresses at which its stories stand.
        refuse_way(path, target, end, leads_on=is_old and not has_page(own))


def refuse_way(path: str, target: str, end: str, *, leads_on: bool = False) -> None:
    """Do the same without asking whether the target is an old address; where it is, it `leads_on`."""
    own, last = addresses.of_url(target), addresses.of_url(end)
    if path in (own, last):
        raise ValidationError(_("This would lead back to where it begins."))
    if end and (leads_on or own != last):
        said = _("%(target)s leads on itself. Write where that ends: %(end)s")
        raise ValidationError(said, params={"target": target, "end": end})


def gone(target: str) -> ValidationError:
    """Return what is said of a target that nothing takes the place of."""
    return ValidationError(_("%(target)s is gone for good itself."), params={"target": target})


def taken() -> ValidationError:
    """Return what is said of an address that has a page."""
    return ValidationError(_("The site itself answers at this address."))


def has_page(path: str) -> bool:
    """Say whether the site itself answers at a path, so that no redirect of it would ever be asked for."""
    return bool(answered_at(path))


def answered_at(path: str) -> str:
    """Return where the site itself leads who asks for a path, itself for a page; nothing where it has none."""
    return _answered(f"{path}/") or _answered(path)


@transaction.atomic
def save(row: OldAddress, *, by) -> None:
    """Save a redirect; those of editors that lead to its address lead from now on to where it leads.

    Unless it still leads to what an archive brought, it is a colleague's own from now on, whatever an archive says.
    """
    if not row.kind:
        row.created_by, row.source = by, ""
    row.save()
    _lead_on({row.path: row.target})
    pages.move()


@transaction.atomic
def save_all(leads: Mapping[str, str], *, by) -> None:
    """Save redirects by their addresses, as one by one, whatever else has these; an empty target is gone for good."""
    rows = [OldAddress(path=path, target=target, created_by=by) for path, target in leads.items()]
    whose = ["kind", "new_id", "target", "source", "created_by"]
    OldAddress.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["path"], update_fields=whose
    )
    _lead_on(leads)
    pages.move()


def _lead_on(leads):
    """Let the redirects that led to these addresses lead to where they lead now, so that it stays one step."""
    on = {spelled: end for path, end in leads.items() if end for spelled in (path, f"{path}/")}
    led_here = list(OldAddress.objects.filter(target__in=on))
    for row in led_here:
        while row.target in on:
            row.target = on[row.target]
    OldAddress.objects.bulk_update(led_here, ["target"])


def _within_the_site(text):
    """Return a whole address of this site as its path; raise ValidationError for what is no address at all."""
    text = text.strip()
    parts = addresses.split(text)
    if parts is None or text.startswith("//") or "\\" in text or not text.isprintable():
        raise ValidationError(_("This is no address."))
    if parts.scheme in ("http", "https") and parts.netloc == urlsplit(settings.SITE_URL).netloc:
        # Two slashes before it would make a name of another site of it.
        return f"/{parts._replace(scheme='', netloc='').geturl().lstrip('/')}"
    if parts.scheme in ("http", "https") or text.startswith("/"):
        return text
    raise ValidationError(
        _("An address begins with / where it is on this site, and with https:// elsewhere.")
    )


def _answered(path):
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    make = getattr(found.func, "made", None)
    if make is None:
        return path  # the desk, what is posted, files: not for redirects
    try:
        response = make(pages.of_stranger(path), *found.args, **found.kwargs)
    except Http404:
        return ""
    return getattr(response, "url", path)
