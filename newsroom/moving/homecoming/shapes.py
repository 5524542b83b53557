"""What an export has to say of each thing: one that was changed by hand is refused before anything is stored."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from articles.models import FormerSlug, Front
from articles.models.front import PLACES
from newsletter.models import DigestRule, Issue, Newsletter

Check = Callable[[Any], bool]
Shape = Mapping[str, Check]
LARGEST = 1 << 53  # no key is larger, and no reader of JSON would keep it


def wrong(thing: Mapping[str, Any], shape: Shape) -> str:
    """Return the first name under which a thing does not say what it has to, nothing where it says all."""
    return next((name for name, check in shape.items() if not check(thing.get(name))), "")


def _text(said) -> bool:
    return isinstance(said, str)


def _number(said) -> bool:
    return type(said) is int and 0 <= said < LARGEST


def _yes_or_no(said) -> bool:
    return isinstance(said, bool)


def _thing(said) -> bool:
    return isinstance(said, dict)


def _maybe(check: Check) -> Check:
    return lambda said: said is None or check(said)


def _each(check: Check) -> Check:
    return lambda said: isinstance(said, list) and all(map(check, said))


def _of(shape: Shape) -> Check:
    return lambda said: isinstance(said, dict) and not wrong(said, shape)


def _fits(model: type[Model], name: str) -> Check:
    """Return whether a text is one that this field takes."""
    field = model._meta.get_field(name)

    def fits(said) -> bool:
        try:
            return isinstance(said, str) and bool(field.clean(said, None) or field.blank)
        except ValidationError:
            return False

    return fits


def _texts(*names: str) -> dict[str, Check]:
    return dict.fromkeys(names, _text)


def _place(said) -> bool:
    return _number(said) and said < PLACES


_SLOT = {"position": _place, "article": _text, "until": _maybe(_text), "twice": _yes_or_no}


def _slots(said) -> bool:
    """Say whether these are slots, of which no two hold one story unless that is said."""
    if not _each(_of(_SLOT))(said):
        return False
    once = [slot["article"] for slot in said if not slot["twice"]]
    return len(once) == len(set(once))


_NOTE = {"id": _number, "by": _maybe(_text), "text": _text, "written_at": _maybe(_text)}
_DIGEST = {
    "cadence": _fits(DigestRule, "cadence"),
    "at": _fits(DigestRule, "at"),
    "sections": _each(_text),
    **dict.fromkeys(("at_most", "fewest", "late_hours"), _number),
    **_texts("weekdays", "time_zone", "order"),
    "asks_first": _yes_or_no,
}
_PLACE = _texts("slug", "name") | {"former_slugs": _maybe(_each(_fits(FormerSlug, "slug")))}

PAPER: Shape = {
    "format": _maybe(_number),
    "masthead": _thing,
    "menus": _each(_thing),
    "banners": _each(_thing),
    "comments": _thing,
}
THINGS: Mapping[str, Shape] = {
    "sections": _PLACE,
    "topics": _PLACE,
    "contributors": _PLACE,
    "stories": {"id": _number, **_texts("slug", "headline"), "notes": _each(_of(_NOTE))},
    "comments": {"id": _number, "name": _text, "by_staff": _maybe(_text)},
    "fronts": {"language": _fits(Front, "language"), "section": _maybe(_text), "slots": _slots},
    "newsletters": {
        "slug": _fits(Newsletter, "slug"),
        **_texts("name", "description", "frequency", "language"),
        "is_public": _yes_or_no,
        "position": _number,
        "digests": _each(_of(_DIGEST)),
    },
    "issues": {
        "slug": _fits(Issue, "slug"),
        **_texts("newsletter", "goes_to", "subject", "preview_text", "note", "status", "remark"),
        **dict.fromkeys(("send_at", "started_at", "ended_at", "created_at"), _maybe(_text)),
        "stories": _each(_text),
    },
}
