"""The pictures that texts hold, as WordPress shows them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.db.models import Q

from articles import figures
from articles.models import Picture
from newsroom.moving.leaving import numbers
from newsroom.press import links


@dataclass(frozen=True)
class Shown:
    """The pictures of some texts, by their keys and by the names of what is cut from them."""

    by_key: dict[int, Picture]
    by_stem: dict[str, Picture]


def of(texts: Iterable[str]) -> Shown:
    """Return the pictures that these texts hold, in one question."""
    keys: set[int] = set()
    stems: set[str] = set()
    for text in texts:
        keys |= figures.keys_in(text)
        stems |= figures.stems_in(text)
    if not (keys or stems):
        return Shown({}, {})
    found = Picture.objects.filter(Q(pk__in=keys) | Q(stem__in=stems))
    known = [picture for picture in found if may_leave(picture)]
    by_stem = {picture.stem: picture for picture in known if picture.stem}
    return Shown({picture.pk: picture for picture in known}, by_stem)


def may_leave(picture: Picture) -> bool:
    """Say whether others may be given the picture to show: not when our rights to it are over."""
    return not picture.is_over


def address(picture: Picture) -> str:
    """Return where the upload is to be had while `media/` of the export stands there."""
    return links.absolute(f"{settings.MEDIA_URL}{picture.original.name}")


def image(picture: Picture, alt: str | None = None) -> str:
    """Return the whole picture as WordPress names it in a text."""
    said = escape(picture.alt if alt is None else alt)
    number = numbers.of_post(Picture, picture.pk)
    return f'<img src="{escape(address(picture))}" alt="{said}" class="wp-image-{number}"/>'


def with_originals(html: str, shown: Shown) -> str:
    """Return a text whose small versions of pictures are the pictures; what is gone is left out."""

    def original(found: re.Match) -> str:
        stem = figures.stem(found[0])
        if not stem:
            return found[0]
        return image(shown.by_stem[stem], figures.alt(found[0])) if stem in shown.by_stem else ""

    return figures.IMAGE.sub(original, html)
