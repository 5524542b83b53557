"""Senders whose comments are spam from then on: an address, a domain, a range of the network."""

import ipaddress
from collections.abc import Iterable
from itertools import accumulate

from django.db import transaction
from django.db.models import Q

from comments import moderation
from comments.models import Ban, Comment
from comments.moderation import Act
from newsroom.models import User

RANGES = {4: 24, 6: 48}  # what is offered to be blocked around a source
WIDEST = {4: 8, 6: 16}  # a wider range would be half the world
# Where everybody may have an address: blocking one sender must not block them all.
EVERYBODYS = {
    *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"),
    *("yahoo.com", "ymail.com", "icloud.com", "me.com", "aol.com", "gmx.com", "gmx.net", "gmx.de"),
    *("web.de", "proton.me", "protonmail.com", "mail.com", "zoho.com", "orange.fr", "free.fr"),
    *("mail.ru", "bk.ru", "inbox.ru", "list.ru", "rambler.ru", "ya.ru", "yandex.ru", "yandex.com"),
}


def find(comment: Comment) -> Ban | None:
    """Return what blocks the sender of a comment, in one query."""
    return Ban.objects.filter(
        Q(kind=Ban.Kind.ADDRESS, value=_address(comment))
        | Q(kind=Ban.Kind.DOMAIN, value__in=_domains(comment))
        | Q(kind=Ban.Kind.RANGE, value__in=_ranges(comment))
    ).first()


def offered(comment: Comment) -> dict[Ban.Kind, str]:
    """Return what of the sender a moderator may block, by its kind; nothing of a colleague."""
    if comment.speaks_for_paper:
        return {}
    domains, source = _domains(comment), _source(comment)
    found = {
        Ban.Kind.ADDRESS: _address(comment),
        Ban.Kind.DOMAIN: domains[0] if domains and domains[0] not in EVERYBODYS else "",
        Ban.Kind.RANGE: _around(source, RANGES[source.version]) if source else "",
    }
    return {kind: value for kind, value in found.items() if value}


@transaction.atomic
def block(comment: Comment, kind: Ban.Kind, *, by: User, seen=None) -> tuple[Act, Ban | None]:
    """Make a comment spam and block its sender; not where a colleague decided about it meanwhile."""
    act = moderation.decide([comment], Comment.Status.SPAM, by=by, seen=seen)
    value = offered(comment).get(kind)
    if act.overtaken or not value:
        return act, None
    made = {"user": by, "act": act.key}
    return act, Ban.objects.get_or_create(kind=kind, value=value, defaults=made)[0]


@transaction.atomic
def block_addresses(comments: Iterable[Comment], *, by: User, seen=None) -> tuple[Act, int]:
    """Make comments spam, block the address of each, and return how many are new; not where a colleague decided."""
    comments = list(comments)
    act = moderation.decide(comments, Comment.Status.SPAM, by=by, seen=seen)
    late = {decision.comment_id for decision in act.overtaken}
    senders = {_address(comment) for comment in comments if _is_ours(comment, late)} - {""}
    made = {"kind": Ban.Kind.ADDRESS, "user": by, "act": act.key}
    new = [Ban(value=value, **made) for value in sorted(senders)]
    Ban.objects.bulk_create(new, ignore_conflicts=True)
    return act, Ban.objects.filter(act=act.key).count()


def tidy(kind: str, value: str) -> str:
    """Return how a ban that somebody typed is kept.

    Raises ValueError when it names no such sender, or far too many.
    """
    value = value.strip().casefold()
    if kind == Ban.Kind.RANGE:
        network = ipaddress.ip_network(value, strict=False)
        if network.prefixlen < WIDEST[network.version]:
            raise ValueError(value)
        return str(network)
    value = value.removeprefix("@") if kind == Ban.Kind.DOMAIN else value
    name, _at, domain = value.rpartition("@")
    if "." not in domain.strip(".") or bool(name) != (kind == Ban.Kind.ADDRESS) or " " in value:
        raise ValueError(value)
    return value


def _is_ours(comment, late):
    """Say whether a moderator may block the sender with this press."""
    return not (comment.speaks_for_paper or comment.is_taken_back or comment.pk in late)


def _address(comment):
    return comment.email.casefold()


def _domains(comment):
    """Return the domain of the address and those above it, the narrowest first."""
    labels = _address(comment).rpartition("@")[2].split(".")
    found = list(accumulate(reversed(labels), lambda above, label: f"{label}.{above}"))
    return found[:0:-1]  # without the last label, which half the world shares


def _source(comment):
    try:
        return ipaddress.ip_address(comment.source or "")
    except ValueError:
        return None


def _ranges(comment):
    source = _source(comment)
    if source is None:
        return []
    widths = range(WIDEST[source.version], source.max_prefixlen + 1)
    return [_around(source, width) for width in widths]


def _around(source, width):
    return str(ipaddress.ip_network((source, width), strict=False))
