"""What an editor may write down as a redirect, and what becomes of others that led to it."""

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
    own = addresses.of_url(target)
    if not target.startswith("/"):
        return
    try:
        end = leading.end_of(target)
    except leading.Gone:
        raise ValidationError(
            _("%(target)s is gone for good itself."), params={"target": target}
        ) from None
    if path in (own, addresses.of_url(end)):
        raise ValidationError(_("This would lead back to where it begins."))
    is_old = OldAddress.objects.filter(path=own).exists()
    if end and (is_old or own != addresses.of_url(end)):
        said = _("%(target)s leads on itself. Write where that ends: %(end)s")
        raise ValidationError(said, params={"target": target, "end": end})


def has_page(request, path: str) -> bool:
    """Say whether the site itself answers at a path, so that no redirect of it would ever be asked for."""
    return any(_answers(request, each) for each in (f"{path}/", path))


@transaction.atomic
def save(row: OldAddress, *, by) -> None:
    """Save a redirect; those of editors that lead to its address lead from now on to where it leads.

    Unless it still leads to what an archive brought, it is a colleague's own from now on, whatever an archive says.
    """
    if not row.kind:
        row.created_by, row.source = by, ""
    row.save()
    if row.target:
        led_here = OldAddress.objects.filter(target__in=(row.path, f"{row.path}/"))
        led_here.exclude(pk=row.pk).update(target=row.target)
    pages.move()


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


def _answers(request, path):
    try:
        found = resolve(path)
    except Resolver404:
        return False
    make = getattr(found.func, "made", None)
    if make is None:
        return True  # the desk, what is posted, files: not for redirects
    try:
        make(pages.as_stranger(request, path), *found.args, **found.kwargs)
    except Http404:
        return False
    return True
